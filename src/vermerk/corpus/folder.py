"""A corpus on the disk: where its parts stand, how it is begun, and how sources are put into it."""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from vermerk.extraction.trust import LEAST_SCORE
from vermerk.model import BadRequest, BadTable
from vermerk.reading import find_sources

SETTINGS = "vermerk.toml"
ENGINES = ("grammar",)
TEMPLATE = """# A corpus of Vermerk. Sources stand in records/, own names in authority/, decisions in decisions/.
title = {title}
# The languages of the records, as ISO 639-1 codes; English is read.
languages = ["en"]
# The engine that reads statements: grammar.
engine = "grammar"
# Statements that the engine trusts less than this are left out of a build, 0 to 1.
min_score = {least}
"""


class Settings(msgspec.Struct, frozen=True):
    """What ``vermerk.toml`` says.

    Attributes:
        title: name of the corpus.
        languages: ISO 639-1 codes of the records.
        engine: which engine reads statements.
        min_score: statements trusted less are left out, 0 to 1.
    """

    title: str = "Corpus"
    languages: tuple[str, ...] = ("en",)
    engine: str = "grammar"
    min_score: float = LEAST_SCORE


class Folder:
    """The folder of a corpus and the places in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def at(cls, root: Path) -> Folder:
        """The corpus in a folder.

        Raises:
            BadRequest: the folder holds no corpus.
        """
        if not (root / SETTINGS).is_file():
            raise BadRequest(
                str(root),
                f"no {SETTINGS}, so this is no corpus",
                f"begin one there: vermerk init {root}, or name one with --corpus",
            )
        return cls(root)

    @classmethod
    def begin(cls, root: Path, title: str | None = None) -> Folder:
        """Begin a corpus in a folder, which may hold other files already.

        Raises:
            BadRequest: there is one already, or the folder cannot be written.
        """
        if (root / SETTINGS).exists():
            raise BadRequest(
                str(root), "there is a corpus already", "add to it with vermerk add, or choose another folder"
            )
        try:
            for place in ("records", "authority", "decisions"):
                (root / place).mkdir(parents=True, exist_ok=True)
            named = (title or root.resolve().name).replace("\\", "").replace('"', "'")
            (root / SETTINGS).write_text(TEMPLATE.format(title=f'"{named}"', least=LEAST_SCORE), encoding="utf-8")
        except OSError as error:
            raise BadRequest(
                str(root), f"cannot be written ({error.strerror})", "choose a folder of your own"
            ) from None
        return cls(root)

    @property
    def records(self) -> Path:
        """The sources, never changed by the program."""
        return self.root / "records"

    @property
    def authority(self) -> Path:
        """The corpus's own tables of names, and what was judged of identities."""
        return self.root / "authority"

    @property
    def lexicon(self) -> Path:
        """The corpus's own tables of words; may be absent."""
        return self.root / "lexicon"

    @property
    def decisions(self) -> Path:
        """What reviewers decided, one file a person."""
        return self.root / "decisions"

    @property
    def built(self) -> Path:
        """All that can be made again and may be deleted."""
        return self.root / ".vermerk"

    def settings(self) -> Settings:
        """What ``vermerk.toml`` says.

        Raises:
            BadTable: the file is no TOML, or a value is not what it should be.
        """
        path = self.root / SETTINGS
        try:
            told = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Settings)
        except tomllib.TOMLDecodeError as error:
            raise BadTable(
                str(path), getattr(error, "lineno", 1) or 1, f"no TOML ({error})", "correct the line"
            ) from None
        except msgspec.ValidationError as error:
            raise BadTable(str(path), 1, str(error), "see the comments of a new one: vermerk init") from None
        if told.engine not in ENGINES:
            raise BadTable(str(path), 1, f"engine {told.engine!r} is not known", f"write one of: {', '.join(ENGINES)}")
        return told

    def sources(self) -> list[str]:
        """Paths of the sources below ``records``, with slashes, in a fixed order.

        Bytes of a name that are no UTF-8 are shown as U+FFFD; the source is told as unread.
        """
        found = find_sources([str(self.records)]) if self.records.exists() else []
        return sorted(printable(Path(path).relative_to(self.records).as_posix()) for path in found)

    def current(self) -> Path | None:
        """The build in use, or null before the first."""
        try:
            name = (self.built / "current").read_text(encoding="utf-8").strip()
        except OSError:
            return None
        build = self.built / "builds" / name
        return build if name and build.is_dir() else None


def printable(path: str) -> str:
    """A path whose bytes that are no UTF-8 are shown as U+FFFD."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def add(folder: Folder, paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Copy sources into a corpus, folders with all below them; tell of each where it stands and what came of it.

    Yields the place and ``added``, ``unchanged`` or ``replaced``. A file with the same bytes stays as it is.

    Raises:
        BadRequest: a path that does not exist, or lies in the corpus's own records.
    """
    for path in paths:
        if not path.exists():
            raise BadRequest(str(path), "there is no such file or folder", "name files or folders with records")
        if folder.root.resolve() == path.resolve() or folder.root.resolve() in path.resolve().parents:
            raise BadRequest(
                str(path), "it lies in the corpus itself", "what is in records/ is read without being added"
            )
    for path in paths:
        base = path.parent
        for source in find_sources([str(path)]):
            target = folder.records / Path(source).relative_to(base)
            yield target, _copy(Path(source), target)


def _copy(source: Path, target: Path) -> str:
    existed = target.exists()
    if existed and target.read_bytes() == source.read_bytes():
        return "unchanged"
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    shutil.copyfile(source, fresh)
    os.replace(fresh, target)
    return "replaced" if existed else "added"
