"""A note style of the Citation Style Language, and the processor that writes footnotes in it.

The processor (citeproc-py) looks every term, macro and option up anew for every footnote, by XPath through the whole
locale. A style does not change once it is read, so what was found in it is remembered here; what the processor makes of
an item is its own affair.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

SPACE = re.compile(r"\s+")
NAMESPACE = "http://purl.org/net/xbiblio/csl"
SHIPPED = Path(str(files("vermerk.inquiry") / "tables" / "note.csl"))


@lru_cache(maxsize=8)
def style_of(path: Path) -> NoteStyle:
    """The style of a file, read once."""
    return NoteStyle(path)


class NoteStyle:
    """A note style (CSL 1.0) with the locale that it names, English where it names none."""

    def __init__(self, path: Path) -> None:
        from citeproc import CitationStylesStyle

        self._busy = Lock()  # while it writes, the processor notes things in the style itself
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._style = CitationStylesStyle.__new__(CitationStylesStyle)
            self._style.xml = _parsed(path)
            self._style.root = root = self._style.xml.getroot()
            root.set_locale_list(root.get("default-locale", "en-US"), validate=False)
            root.locales = [_Locale(locale) for locale in root.locales]

    def footnote(self, item: Mapping[str, Any]) -> str:
        """The footnote that cites one item (CSL-JSON), as the style has it, in plain text."""
        from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
        from citeproc.source.json import CiteProcJSON

        with self._busy, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # The processor marks up what it prints; a title that holds markup of its own stays words.
            source = CiteProcJSON([{**item, "id": "record"}])
            bibliography = CitationStylesBibliography(self._style, source, formatter.plain)
            citation = Citation([CitationItem("record")])
            bibliography.register(citation)
            return str(bibliography.cite(citation, lambda _: None))


def _parsed(path: Path) -> Any:
    """A style as the processor's own elements, each of which remembers what it found."""
    from lxml import etree

    lookup = etree.ElementNamespaceClassLookup()
    lookup.get_namespace(NAMESPACE).update(_elements())
    parser = etree.XMLParser(remove_comments=True, no_network=True)
    parser.set_element_class_lookup(lookup)
    return etree.parse(str(path), parser)


@cache
def _elements() -> dict[str | None, type]:
    """The processor's classes of elements by their names in a style, with a memory."""
    from citeproc.model import CitationStylesElement

    named = {cls.__name__.replace("_", "-").lower(): cls for cls in CitationStylesElement.__subclasses__()}
    return {None: CitationStylesElement} | {
        name: type(cls.__name__, (_Remembering, cls), {}) for name, cls in named.items()
    }


class _Remembering:
    """What an element of a style that never changes was asked before."""

    @cache  # noqa: B019 - as many entries as the few styles of a process have elements
    def xpath_search(self, expression: str) -> Any:
        return super().xpath_search(expression)  # type: ignore[misc]

    @cache  # noqa: B019 - one entry an element
    def get_root(self) -> Any:
        return super().get_root()  # type: ignore[misc]


class _Locale:
    """A locale of the processor that looks each term, date form and option up once."""

    def __init__(self, locale: Any) -> None:
        self._locale = locale
        self.get_term, self.get_date = cache(locale.get_term), cache(locale.get_date)
        self.get_option = cache(locale.get_option)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._locale, name)
