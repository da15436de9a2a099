"""Addresses of a site as files of its copy, and the links of a page made relative to it."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Mapping
from hashlib import blake2b
from posixpath import basename, relpath
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from vermerk.web.rendering import at

LINK = re.compile(r'(href|src|action)="((?:/|\?|#copy-table)[^"]*)"')
LONGEST = 120  # bytes of a file's name
RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)  # no file may be called so on Windows
TABLE = "#copy-table"  # stands for the address of a page's own table


def file_of(address: str) -> str:
    """The file of an address, below the folder of the copy; names that a file cannot bear are told by their hash."""
    parts = urlsplit(address)
    names = [_name(unquote(part)) for part in parts.path.strip("/").split("/")]
    query = parse_qs(parts.query)
    if names == ["pair"] and query.get("a") and query.get("b"):
        names.append(_name(f"{query['a'][0]} and {query['b'][0]}"))
    elif query.get("since") and query["since"] == query.get("until"):
        names.append(_name(query["since"][0]))
    leaf = query.get("leaf", ["1"])[0]
    return "/".join(names) + (f"--{leaf}" if leaf != "1" else "") + ".html"


def _name(name: str) -> str:
    plain = re.sub(r"[^\w .,()+@=-]|\.{2,}", "_", name).strip(". ")
    if plain == name and len(plain.encode()) <= LONGEST and not RESERVED.match(plain):
        return plain
    return f"{plain[:60].lstrip('.')}-{blake2b(name.encode(), digest_size=6).hexdigest()}"


class Links:
    """The links between the pages of a copy.

    Args:
        known: addresses that have a file.
    """

    def __init__(self, known: Collection[str]) -> None:
        self._known = known

    def relinked(self, text: str, place: str, last: int) -> str:
        """A page with its links made relative; those that lead to no file lose their address.

        Args:
            text: the page.
            place: its address.
            last: number of its last leaf.
        """
        here = file_of(place)
        folder = here.rpartition("/")[0] or "."

        def link(found: re.Match[str]) -> str:
            if found[2] == TABLE:
                own = file_of(unleafed(place))
                return f'href="{quote(basename(own).removesuffix(".html"))}.csv" download'
            to = self._target(html.unescape(found[2]), place, last)
            if to is None:
                return ""
            file, rest = to
            return f'{found[1]}="{quote(relpath(file, folder))}{html.escape(rest)}"'

        return LINK.sub(link, text)

    def _target(self, address: str, place: str, last: int) -> tuple[str, str] | None:
        """The file that an address leads to and what stands behind it, or null where there is none."""
        target = urlsplit(address)
        path = target.path or urlsplit(place).path
        fragment = f"#{target.fragment}" if target.fragment else ""
        if path.startswith("/static/"):
            return path[1:], ""
        if path == "/search":
            return "search.html", (f"?{target.query}" if target.query else "") + fragment
        query = {name: values[0] for name, values in parse_qs(target.query).items()}
        leaf = query.pop("leaf", "1")
        to = _canonical(path, query)
        if to not in self._known or not leaf.isdigit() or (leaf != "1" and (to != unleafed(place) or int(leaf) > last)):
            return None
        return file_of(leafed(to, int(leaf))), fragment


def _canonical(path: str, query: Mapping[str, str]) -> str:
    """The address under which a page is known: the parties of a pair in the order of the alphabet."""
    if path == "/pair" and set(query) == {"a", "b"}:
        a, b = sorted(query.values())
        return at("pair", a=a, b=b)
    return path + (f"?{urlencode(query)}" if query else "")


def leafed(address: str, leaf: int) -> str:
    """The address of a leaf of a list."""
    return f"{address}{'&' if '?' in address else '?'}leaf={leaf}" if leaf > 1 else address


def unleafed(address: str) -> str:
    """The address of the list that a leaf is of."""
    return re.sub(r"[?&]leaf=\d+$", "", address)
