"""A page: its address, the view it shows, and how the view is made. The same view is its JSON twin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from vermerk.model import BadRequest
from vermerk.web.holdings import Holdings

Role = Literal["reviewer", "guest"]
MOST = 100  # entries of one leaf of a list
LONGEST = 500  # characters of one value of an address


class NotThere(Exception):
    """Nothing stands at an address; the message says what and where to look."""


class Reader(msgspec.Struct, frozen=True):
    """Who looks at a page: a name, or null for a guest, and whether he may decide."""

    name: str | None = None
    role: Role = "guest"

    @property
    def reviews(self) -> bool:
        """True where the reader may decide on statements."""
        return self.name is not None and self.role == "reviewer"


class Query(msgspec.Struct, frozen=True):
    """A value that an address may carry behind its question mark."""

    name: str
    says: str
    whole: bool = False


class Asked(msgspec.Struct, frozen=True):
    """What a reader asks for: the corpus, the parts of the address, and who asks."""

    holdings: Holdings
    parts: Mapping[str, str]
    query: Mapping[str, tuple[str, ...]]
    reader: Reader

    def one(self, name: str) -> str | None:
        """A value of the address, or null where it is absent or empty.

        Raises:
            BadRequest: the value is longer than any that makes sense.
        """
        values = self.query.get(name, ())
        value = values[-1].strip() if values else ""
        if len(value) > LONGEST or "\0" in value:
            raise BadRequest(name, "is too long or no text", f"write at most {LONGEST} characters")
        return value or None

    def whole(self, name: str, default: int, least: int, most: int) -> int:
        """A whole number of the address, brought within its bounds.

        Raises:
            BadRequest: the value is no whole number.
        """
        value = self.one(name)
        if value is None:
            return default
        try:
            return min(max(int(value), least), most)
        except ValueError:
            raise BadRequest(f"{name}={value}", "is no whole number", f"write one from {least} to {most}") from None


class Leaf(msgspec.Struct, frozen=True):
    """Which part of a long list is shown: numbered from 1."""

    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """Number of the last leaf."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """Entries before this leaf."""
        return (self.number - 1) * self.size


class Page(msgspec.Struct, frozen=True):
    """A page of the site.

    Attributes:
        name: of its template and its operation in the OpenAPI description.
        path: address, with the parts in braces as Starlette reads them.
        view: type of what it shows, and of its JSON twin.
        make: makes the view.
        says: one line for the OpenAPI description.
        asks: what the address may carry.
        menu: its word in the site's menu, or null.
        rows: makes the rows of its table, for the same address with ``.csv``; null where it has none.
    """

    name: str
    path: str
    view: type[msgspec.Struct]
    make: Callable[[Asked], Any]
    says: str
    asks: tuple[Query, ...] = ()
    menu: str | None = None
    rows: Callable[[Asked], list[msgspec.Struct]] | None = None
