"""Views as pages: the templates, and the few words and addresses that they ask for."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import jinja2
import msgspec
from markupsafe import Markup

from vermerk.corpus.reviewed import Held
from vermerk.web import words
from vermerk.web.marking import Block, blocks, plain

STATIC = Path(str(files("vermerk.web") / "static"))


def templates() -> jinja2.Environment:
    """The templates; whatever is put into them is escaped, and a name that is not there is a mistake."""
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(files("vermerk.web") / "templates")),
        autoescape=True,
        auto_reload=False,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {
        "at": at, "static": static, "built": built, "blocks": blocks, "modes": words.MODES, "doubt": words.DOUBT,
        "status_words": words.STATUS, "review_words": words.REVIEW, "kinds": words.kinds(), "json": as_json,
        "sort_words": words.SORTS, "facet_words": words.FACETS,
    }  # fmt: skip
    found.filters |= {
        "web": web_address, "folded": folded, "found": found_words, "number": number, "plain": plain, "share": share,
        "first_line": first_line, "heads": heads, "points": points, "of": counted, "when": words.when, "year_bars": year_bars,
    }  # fmt: skip
    found.globals["sheet"] = _Sheets(found)
    return found


class _Sheets:
    """The sheets of records, the part of their pages that takes longest: kept as long as their statements stay."""

    KEPT = 48

    def __init__(self, environment: jinja2.Environment) -> None:
        self._environment = environment
        self._kept: dict[Any, tuple[tuple[Held, ...], Markup]] = {}

    def __call__(self, view: Any, reviews: bool) -> Markup:
        """The sheet of a record's view, with or without the links of a reviewer."""
        held = view.statements
        key = (view.record.id, reviews)
        kept = self._kept.get(key)
        if kept is not None and kept[0] == held:
            return kept[1]
        made = Markup(self._environment.get_template("sheet.html").render(view=view, reviews=reviews))
        while len(self._kept) >= self.KEPT:
            self._kept.pop(next(iter(self._kept)), None)
        self._kept[key] = (held, made)
        return made


def at(noun: str, *names: str, **query: Any) -> str:
    """The address of a page: of a noun, of one of its things by name, with what stands behind the question mark."""
    path = "/" + "/".join((noun, *(quote(name, safe="") for name in names)))
    asked = {key.rstrip("_"): value for key, value in query.items() if value not in (None, "", ())}
    return path + (f"?{urlencode(asked, doseq=True)}" if asked else "")


@lru_cache(maxsize=64)
def static(name: str) -> str:
    """The address of a file of style or script, with the mark of its content."""
    return f"/static/{name}?{blake2b((STATIC / name).read_bytes(), digest_size=5).hexdigest()}"


def built(name: str) -> str | None:
    """The address of a bundle of front-end libraries, or null where the package was made without them."""
    return static(f"built/{name}") if (STATIC / "built" / name).is_file() else None


def web_address(words_: str | None) -> str | None:
    """An address in a record, where it leads to the web; anything else (``javascript:``) is no link."""
    if not words_:
        return None
    try:
        parts = urlsplit(words_.strip())
    except ValueError:
        return None
    return words_.strip() if parts.scheme in {"http", "https"} and parts.netloc else None


def points(figures: Sequence[Any]) -> list[dict[str, Any]]:
    """Figures with a year as points of a chart 600 wide and 160 high, from 0 to the largest."""
    dated = [f for f in figures if f.year is not None]
    if len({f.year for f in dated}) < 2:
        return []
    first, last = min(f.year for f in dated), max(f.year for f in dated)
    low, most = min(0.0, *(f.low for f in dated)), max(f.high for f in dated) or 1.0
    span = (most - low) or 1.0
    return [
        {
            "figure": f,
            "x": round(30 + 540 * (f.year - first) / (last - first), 1),
            "y": round(140 - 120 * (f.high - low) / span, 1),
            "foot": round(140 - 120 * (f.low - low) / span, 1),
        }
        for f in dated
    ]


def year_bars(counts: Sequence[Any]) -> dict[str, Any]:
    """Counts by year as bars 60 high, each year 10 wide at its own place; years side by side where they lie far apart."""
    years = [int(c.name) for c in counts]
    most = max(c.count for c in counts)
    near = years[-1] - years[0] < FAR
    places = [year - years[0] for year in years] if near else list(range(len(years)))
    return {
        "width": 10 * max(places[-1] + 1, 30),
        "bars": [
            {"x": 10 * place + 1, "height": round(max(58 * c.count / most, 1), 1), "name": c.name, "count": c.count}
            for place, c in zip(places, counts, strict=True)
        ],
        "end": round(100 * (places[-1] + 1) / max(places[-1] + 1, 30)),
    }


FAR = 250  # years between the first and the last beyond which a chart would show hardly anything


def counted(count: int, noun: str, several: str | None = None) -> str:
    """A count with its noun, in the singular for one."""
    return f"{number(count)} {noun if count == 1 else several or noun + 's'}"


def folded(text: str | None, most: int = 0) -> str:
    """Words with their space folded, cut at a number of characters."""
    plain_words = " ".join((text or "").split())
    return plain_words if not most or len(plain_words) <= most else plain_words[: most - 1].rstrip() + "…"


def heads(cut: Sequence[Block]) -> list[tuple[bool, list[Block]]]:
    """The blocks of a text in runs: what stands before the running text and holds no statement, and the rest."""
    first = next((n for n, block in enumerate(cut) if block.body or block.statements), 0)
    runs = [(True, list(cut[:first])), (False, list(cut[first:]))]
    return [(head, run) for head, run in runs if run]


def first_line(text: str) -> str:
    """The first line that holds a word."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def found_words(snippet: str) -> Markup:
    """A snippet with the words that were sought set off."""
    return Markup(str(plain(snippet.replace("\2", "\ue000").replace("\3", "\ue001")))
                  .replace("\ue000", "<mark>").replace("\ue001", "</mark>"))  # fmt: skip


def number(value: float | int | Sequence[float | int] | None) -> str:
    """A figure with its thousands set off; a range with a dash."""
    if value is None:
        return ""
    if isinstance(value, Sequence):
        return "–".join(number(one) for one in value)
    return f"{value:,.10g}" if isinstance(value, float) else f"{value:,}"


def share(part: int, whole: int) -> int:
    """A part of a whole in hundredths."""
    return round(100 * part / whole) if whole else 0


def as_json(value: Any) -> str:
    """A value as JSON for the eye."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def as_csv(rows: Sequence[msgspec.Struct]) -> str:
    """Rows as CSV; a cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    if not rows:
        return ""
    written = io.StringIO()
    names = rows[0].__struct_fields__
    out = csv.writer(written)
    out.writerow(names)
    for row in rows:
        out.writerow([_cell(getattr(row, name)) for name in names])
    return written.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, tuple | list) and all(isinstance(one, str) for one in value):
        words_ = "; ".join(value)
    elif value is None or isinstance(value, str | int | float | bool):
        words_ = "" if value is None else str(value)
    else:
        words_ = msgspec.json.encode(value).decode()
    return (
        f"'{words_}"
        if isinstance(value, str | tuple | list) and words_[:1] in ("=", "+", "-", "@", "\t", "\r")
        else words_
    )


def changed(query: Mapping[str, Sequence[str]], **to: Any) -> str:
    """What stands behind the question mark with some values changed; null takes one away."""
    merged: dict[str, Any] = {**{k: list(v) for k, v in query.items()}, **to}
    kept = {key: value for key, value in merged.items() if value not in (None, "", [], ())}
    return "?" + urlencode(kept, doseq=True)
