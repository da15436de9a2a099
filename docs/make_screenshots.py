"""Take the pictures of the README and of docs/reader.md from a site of the example records.

``uv run --group dev python docs/make_screenshots.py`` needs Chromium (``apt-get install chromium``, or one named in
``VERMERK_CHROMIUM``).
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from vermerk.corpus import Folder, add, build
from vermerk.web import Access, Holdings, site

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "pictures"
NOTE = "/records/note-ulan-bator-1971.txt"


def main() -> None:
    """Build a corpus of the examples, serve it, and take the pictures."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Folder.begin(Path(place) / "examples", "Examples")
        list(add(folder, [ROOT / "examples"]))
        build(folder, processes=1)
        server, address = _served(folder)
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
            for name, width, height, dark in (("record", 1240, 780, False), ("review", 1240, 780, True)):
                page = browser.new_page(
                    base_url=address,
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if dark else "light",
                )
                globals()[f"_{name}"](page)
                page.screenshot(path=OUT / f"{name}.png")
                page.close()
            phone = browser.new_page(base_url=address, viewport={"width": 400, "height": 780})
            _record(phone)
            phone.screenshot(path=OUT / "phone.png")
            browser.close()
        server.should_exit = True


def _record(page: Page) -> None:
    """The record, past its head, with one statement opened."""
    page.goto(NOTE)
    page.locator(".row", has_text="Question").first.evaluate(
        "row => row.scrollIntoView({ block: 'start', behavior: 'instant' })"
    )
    card = page.locator("details.card", has=page.locator(".ladder li + li", has_text="says")).nth(1)
    card.locator("summary").click()
    card.hover()
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)


def _review(page: Page) -> None:
    """The desk with a statement in whose chain somebody else speaks."""
    page.goto("/review?kind=agreement")
    page.keyboard.press("Escape")
    page.wait_for_timeout(400)


def _served(folder: Folder) -> tuple[uvicorn.Server, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    app = site(Holdings(folder), Access("alone", name="Anna"))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    return server, f"http://127.0.0.1:{port}"


def _chromium() -> str:
    found = os.environ.get("VERMERK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        raise SystemExit("no Chromium: apt-get install chromium, or name one in VERMERK_CHROMIUM")
    return found


if __name__ == "__main__":
    main()
