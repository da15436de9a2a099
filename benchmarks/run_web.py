"""How quick the site is: each page cold and warm, then fifty readers at once.

``uv run python -m benchmarks.run_web CORPUS`` starts a site of a built corpus in a process of its own, asks for a page
of every sort, and then lets fifty readers walk through records, statements, parties and searches at the same time.
Exits with 1 where a warm page takes more than 150 ms or a reader meets an error.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import random
import socket
import statistics
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import msgspec

MOST_MS = 150.0
WARM = 20  # times a page is asked for
WORDS = ("trade", "embassy", "agreement", "government", "the", "Japan Australia", '"foreign policy"', "delegation")


class Taken(msgspec.Struct):
    """Milliseconds that answers took, and those that were errors."""

    times: list[float]
    errors: list[str]


def serve(corpus: str, port: int) -> None:
    """Serve a corpus until the process is ended."""
    import uvicorn

    from vermerk.corpus import Folder
    from vermerk.web import Access, Holdings, site, warm

    holdings = Holdings(Folder.at(Path(corpus)))
    warm(holdings)
    uvicorn.run(site(holdings, Access("alone", name="load")), host="127.0.0.1", port=port, log_level="error")


def ask(connection: http.client.HTTPConnection, address: str) -> tuple[float, int, int]:
    """Ask for a page: milliseconds, status, bytes."""
    began = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    return (time.perf_counter() - began) * 1000, answer.status, len(body)


def addresses(corpus: str, number: int, seed: int) -> list[str]:
    """Addresses of records, statements, parties and searches of a corpus, drawn by chance."""
    from vermerk.corpus import Folder
    from vermerk.web import Holdings

    held = Holdings(Folder.at(Path(corpus)))
    chance = random.Random(seed)
    records = [row["record"] for row in held.ask("SELECT record FROM records ORDER BY row")]
    statements = [row["id"] for row in held.ask("SELECT id FROM told ORDER BY row")]
    parties = [row["name"] for row in held.ask("SELECT name FROM named GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 200")]
    found = []
    for _ in range(number):
        sort = chance.random()
        if sort < 0.4:
            found.append(f"/records/{quote(chance.choice(records), safe='')}")
        elif sort < 0.7:
            found.append(f"/statements/{chance.choice(statements)}")
        elif sort < 0.85:
            found.append(f"/parties/{quote(chance.choice(parties), safe='')}")
        else:
            found.append(f"/search?q={quote(chance.choice(WORDS))}")
    return found


def pages_of(corpus: str) -> list[str]:
    """A page of every sort, the longest record and the most spoken-of party among them."""
    from vermerk.corpus import Folder
    from vermerk.web import Holdings

    held = Holdings(Folder.at(Path(corpus)))
    longest = held.ask("SELECT record FROM told GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")[0]["record"]
    party, other = (
        row["name"] for row in held.ask("SELECT name FROM named GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 2")
    )
    statement = held.ask("SELECT id FROM told ORDER BY row LIMIT 1")[0]["id"]
    pair = f"a={quote(party)}&b={quote(other)}"
    return [
        "/corpus", "/records", "/records?order=title&leaf=2", "/search", "/search?q=trade", "/search?q=the",
        "/search?kind=trade", f"/search?party={quote(party)}&kind=trade", "/parties", f"/parties/{quote(party)}",
        f"/records/{quote(longest, safe='')}", f"/statements/{statement}", f"/pair?{pair}", "/chronology?since=1950&until=1950",
        "/network", "/map", "/review", f"/review/records/{quote(longest, safe='')}", "/openapi.json",
    ]  # fmt: skip


def each_page(port: int, pages: list[str]) -> bool:
    """Print how long each page takes, first and then; true where none is too slow."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    good = True
    print(f"{'first ms':>9} {'median':>7} {'slowest':>8} {'kB':>6}  page")
    for address in pages:
        first, status, size = ask(connection, address)
        times = [ask(connection, address)[0] for _ in range(WARM)]
        slow = statistics.median(times) > MOST_MS or status != 200
        good &= not slow
        mark = "  TOO SLOW" if slow else ""
        print(
            f"{first:9.0f} {statistics.median(times):7.1f} {max(times):8.1f} {size / 1000:6.0f}  {address[:70]}{mark}"
        )
    return good


def crowd(port: int, corpus: str, readers: int, each: int) -> bool:
    """Let readers walk at the same time and print what they met; true where no answer was an error."""
    taken = Taken([], [])
    lock = threading.Lock()
    walks = _walks(corpus, readers, each)

    def walk(own: list[str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        for address in own:
            try:
                took, status, _ = ask(connection, address)
                wrong = None if status == 200 else f"{status} {address}"
            except OSError as error:
                took, wrong = 0.0, f"{error} {address}"
            with lock:
                taken.times.append(took)
                if wrong:
                    taken.errors.append(wrong)

    threads = [threading.Thread(target=walk, args=(own,)) for own in walks]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.perf_counter() - began
    times = sorted(taken.times)
    print(
        f"{readers} readers at once, {len(times):,} pages in {whole:.1f} s ({len(times) / whole:.0f} a second): "
        f"median {statistics.median(times):.0f} ms, 95 % {times[int(len(times) * 0.95)]:.0f} ms, "
        f"slowest {times[-1]:.0f} ms, {len(taken.errors)} errors"
    )
    for wrong in taken.errors[:5]:
        print("  ", wrong)
    return not taken.errors


def _walks(corpus: str, readers: int, each: int) -> list[list[str]]:
    drawn = addresses(corpus, readers * each, seed=6)
    return [drawn[n * each : (n + 1) * each] for n in range(readers)]


def main() -> int:
    """Measure a corpus."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("corpus")
    asked.add_argument("--readers", type=int, default=50)
    asked.add_argument("--each", type=int, default=20, help="pages that each reader opens")
    told = asked.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(told.corpus, port), daemon=True)
    server.start()
    try:
        _wait(port)
        good = each_page(port, pages_of(told.corpus))
        return 0 if crowd(port, told.corpus, told.readers, told.each) and good else 1
    finally:
        server.terminate()
        server.join(10)


def _wait(port: int) -> None:
    for _ in range(600):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit("the site did not start")


if __name__ == "__main__":
    sys.exit(main())
