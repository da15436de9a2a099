"""A real Chromium before a real site.

The browser is Debian's (``apt-get install chromium``), or the one that ``VERMERK_CHROMIUM`` names. Where
``VERMERK_BROWSER=required`` is set, as on the machine that judges a change, a missing browser is a failure.
"""

import os
import shutil
import socket
import threading
import time
from pathlib import Path

import pytest

from tests.places import ROOT
from vermerk.corpus import Folder, add, build

REQUIRED = os.environ.get("VERMERK_BROWSER") == "required"
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


NOTE = """Note on a conversation, Helsinki, 3 May 1967

The Ambassador of Finland visited the Soviet Union in April 1965.

In 1966 the Soviet Union and Finland signed a trade agreement. The Soviet Union delivered 20,000 tons of steel to Finland in 1966.

In 1967 the Soviet Union delivered 35,000 tons of steel to Finland. Finland opened a consulate general in Leningrad in March 1967.
"""


def missing(what, advice):
    if REQUIRED:
        pytest.fail(f"{what} is missing; {advice}")
    pytest.skip(f"{what} is missing; {advice}")


@pytest.fixture(scope="session")
def chromium():
    named = os.environ.get("VERMERK_CHROMIUM")
    path = named or next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
    if path is None or not Path(path).exists():
        missing("Chromium", "apt-get install chromium, or name one in VERMERK_CHROMIUM")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright", "uv sync --group dev")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe():
    if not AXE.is_file():
        missing("axe-core", "cd web && npm ci")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    made = Folder.begin(tmp_path_factory.mktemp("browser") / "corpus", "Examples")
    note = tmp_path_factory.mktemp("notes") / "note-helsinki-1967.txt"
    note.write_text(NOTE, encoding="utf-8")
    list(add(made, [ROOT / "examples", note]))
    build(made, processes=1)
    return made


@pytest.fixture(scope="session")
def address(folder):
    import uvicorn

    from vermerk.web import Access, Holdings, site

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = site(Holdings(folder), Access("alone", name="Anna"))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=5)


@pytest.fixture
def page(chromium, address):
    context = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(8000)
    opened.wrong = []
    opened.on("pageerror", lambda error: opened.wrong.append(str(error)))
    opened.on("console", lambda said: opened.wrong.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
