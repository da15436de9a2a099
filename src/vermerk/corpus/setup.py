"""What a reading depends on beside its source: engine, tables and settings, as one fingerprint."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import vermerk
from vermerk.authority import Authority
from vermerk.corpus.folder import Folder
from vermerk.extraction import GrammarEngine
from vermerk.extraction.lexicon import read_lexicon

STAGES = ("model", "reading", "language", "authority", "extraction")


@lru_cache(maxsize=1)
def _package() -> bytes:
    """Fingerprint of the stages that read: their code, tables and weights."""
    root = Path(vermerk.__file__).parent
    mark = blake2b(vermerk.__version__.encode(), digest_size=16)
    for stage in STAGES:
        for path in sorted((root / stage).rglob("*")):
            if path.is_file() and path.suffix in {".py", ".tsv", ".toml", ".npz"}:
                mark.update(path.relative_to(root).as_posix().encode())
                mark.update(path.read_bytes())
    return mark.digest()


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

    own = folder.authority if folder.authority.exists() else None
    authority = Authority.with_tables(own) if own is not None else Authority.shipped()
    package = Path(extraction.__file__).parent / "tables"
    lexicon = read_lexicon(package, folder.lexicon) if folder.lexicon.exists() else None
    return GrammarEngine(authority=authority, lexicon=lexicon)
