"""The reading side of a site as plain files, which any web server shows and a browser opens from a disk.

Every address becomes a file; links between them become relative. What needs a program behind it (search, review, what
stands behind a question mark other than the leaf of a list) has no file, and its links are words only.
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from posixpath import relpath
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

import jinja2
import msgspec

from vermerk.model import BadRequest
from vermerk.web.access import Access
from vermerk.web.holdings import Holdings
from vermerk.web.page import Asked, Page, Reader
from vermerk.web.pages import PAGES
from vermerk.web.rendering import STATIC, at, changed, templates

LINK = re.compile(r'(href|src)="(/[^"]*|\?[^"]*)"')
LONGEST = 120  # bytes of a file's name
ALONE = ("corpus", "records", "parties", "chronology", "conflicts", "unknowns", "promises", "network", "map")
LISTS = ("records", "parties", "chronology", "conflicts", "unknowns", "promises", "party")
MARK = ".vermerk-site"


class Copied(msgspec.Struct, frozen=True):
    """How many pages were written, and where to begin reading."""

    pages: int
    first: Path


def copy_site(
    holdings: Holdings,
    out: Path,
    advance: Callable[[int, int], None] = lambda done, whole: None,
    *,
    statements: bool = True,
) -> Copied:
    """Write the reading side of a corpus as files.

    Args:
        holdings: the corpus.
        out: folder to write to; new, empty, or an older copy, which is replaced.
        advance: told how many pages are done, and how many there are.
        statements: whether each statement gets a page of its own beside its place in its record's.

    Raises:
        BadRequest: the folder holds other files, or cannot be written.
    """
    _make_room(out)
    shutil.copytree(STATIC, out / "static", ignore=shutil.ignore_patterns(".gitignore"))
    pages = {page.name: page for page in PAGES}
    wanted = [one for one in _addresses(holdings) if statements or one[0] != "statement"]
    known = {address for _, address, _ in wanted}
    environment = templates()
    done = 0
    for name, address, parts in wanted:
        done += _write(holdings, environment, pages[name], address, parts, known, out)
        advance(done, len(wanted))
    (out / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>Corpus</title><meta http-equiv="refresh" content="0; url=corpus.html">'
        '<a href="corpus.html">The corpus</a>\n',
        encoding="utf-8",
    )
    return Copied(done, out / "index.html")


def _make_room(out: Path) -> None:
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MARK).exists())):
        raise BadRequest(str(out), "holds other files", "name a new folder")
    try:
        if out.exists():
            shutil.rmtree(out)
        out.mkdir(parents=True)
        (out / MARK).write_text("A copy of a site; written anew each time.\n", encoding="utf-8")
    except OSError as error:
        raise BadRequest(str(out), f"cannot be written ({error.strerror})", "name a folder of your own") from None


def _addresses(held: Holdings) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The pages to write: name of the page, its address, and the parts of the address."""
    for name in ALONE:
        yield name, f"/{name}", {}
    for row in held.ask("SELECT record FROM records ORDER BY row"):
        yield "record", at("records", row["record"]), {"record": row["record"]}
    for row in held.ask("SELECT DISTINCT name FROM named ORDER BY name"):
        yield "party", at("parties", row["name"]), {"party": row["name"]}
    for row in held.ask("SELECT DISTINCT id FROM told WHERE review <> 'rejected' ORDER BY id"):
        yield "statement", at("statements", row["id"]), {"statement": row["id"]}


def _write(
    held: Holdings,
    environment: jinja2.Environment,
    page: Page,
    address: str,
    parts: Mapping[str, str],
    known: set[str],
    out: Path,
) -> int:
    """Write a page, every leaf of it where it is a list."""
    number, last = 1, 1
    while number <= last:
        query = {"leaf": (str(number),)} if number > 1 else {}
        view = page.make(Asked(held, parts, query, Reader()))
        if page.name in LISTS:
            last = view.leaf.last
        place = f"{address}?leaf={number}" if number > 1 else address
        text = environment.get_template(f"{page.name}.html").render(_frame(held, page, address, query, view))
        target = out / file_of(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_relinked(text, place, known, last), encoding="utf-8", errors="replace")
        number += 1
    return 1


def _frame(held: Holdings, page: Page, address: str, query: Mapping[str, Any], view: Any) -> dict[str, Any]:
    menu = tuple((one.menu, one.path) for one in PAGES if one.menu and one.name in ALONE)
    return {
        "view": view, "reader": Reader(), "access": Access("guests"), "title": held.settings.title, "menu": menu,
        "addresses": frozenset(), "path": address, "query": _Nothing(), "changed": lambda **to: changed(query, **to),
        "form_token": None, "twin": None, "table": "/table", "notice": None, "copy": True,
    }  # fmt: skip


class _Nothing(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""


def file_of(address: str) -> str:
    """The file of an address, below the folder of the copy; names that a file cannot bear are told by their hash."""
    parts = urlsplit(address)
    names = [_name(unquote(part)) for part in parts.path.strip("/").split("/")]
    leaf = parse_qs(parts.query).get("leaf", ["1"])[0]
    return "/".join(names) + (f"--{leaf}" if leaf != "1" else "") + ".html"


def _name(name: str) -> str:
    plain = re.sub(r"[^\w .,()+@=-]|\.{2,}", "_", name).strip(". ")
    if plain == name and len(plain.encode()) <= LONGEST:
        return plain
    return f"{plain[:60].lstrip('.')}-{blake2b(name.encode(), digest_size=6).hexdigest()}"


def _relinked(text: str, place: str, known: set[str], last: int) -> str:
    """A page with its links made relative; those that lead to no file lose their address."""
    here = file_of(place)
    own = urlsplit(place).path

    def link(found: re.Match[str]) -> str:
        target = urlsplit(html.unescape(found[2]))
        path = target.path or own
        if path.startswith("/static/"):
            return f'{found[1]}="{quote(relpath(path[1:], _folder(here)))}"'
        query = parse_qs(target.query)
        leaf = query.pop("leaf", ["1"])[0]
        if path not in known or query or (path == own and not (leaf.isdigit() and int(leaf) <= last)):
            return ""
        if path != own and leaf != "1":
            return ""
        to = relpath(file_of(f"{path}?leaf={leaf}" if leaf != "1" else path), _folder(here))
        return f'{found[1]}="{quote(to)}{"#" + html.escape(target.fragment) if target.fragment else ""}"'

    return LINK.sub(link, text)


def _folder(file: str) -> str:
    return file.rpartition("/")[0] or "."
