"""The corpus that paths on a command line stand for: one that is there already, or one kept for these sources."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import typer

from vermerk.corpus import Folder, add
from vermerk.corpus.folder import SETTINGS
from vermerk.model import BadRequest


def corpus_of(paths: Sequence[Path]) -> Folder:
    """The corpus that paths stand for: a folder that is one, or one kept among the user's own files for these sources.

    Such a corpus has copies of the sources, taken anew each time, and keeps what was decided; the same paths lead to
    the same corpus.

    Raises:
        BadRequest: a path does not exist, or a corpus is named beside other paths.
    """
    corpora = [path for path in paths if (path / SETTINGS).is_file()]
    if len(paths) == 1 and corpora:
        return Folder.at(paths[0])
    if corpora:
        raise BadRequest(str(corpora[0]), "is a corpus and stands alone", "name it without other paths")
    for path in paths:
        if not path.exists():
            raise BadRequest(str(path), "there is no such file or folder", "name a corpus, or files with records")
    whole = [path.resolve() for path in paths]
    root = kept() / f"{whole[0].name[:40] or 'records'}-{_mark(whole)}"
    folder = Folder.at(root) if (root / SETTINGS).is_file() else Folder.begin(root, _title(whole))
    shutil.rmtree(folder.records, ignore_errors=True)
    if not list(add(folder, whole)):
        names = ", ".join(str(path) for path in paths)
        raise BadRequest(names, "no records are there", "name files or folders with texts, TEI, HTML, PDF or DOCX")
    typer.echo(f"copies of the sources and your decisions: {root}")
    return folder


def kept() -> Path:
    """Where corpora of sources that belong to none are kept: among a user's own files, as the system has it."""
    if os.environ.get("XDG_DATA_HOME"):
        return Path(os.environ["XDG_DATA_HOME"]) / "vermerk"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "vermerk"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/vermerk"
    return Path.home() / ".local/share/vermerk"


def _mark(paths: Sequence[Path]) -> str:
    return blake2b("\0".join(sorted(map(str, paths))).encode("utf-8", "surrogateescape"), digest_size=5).hexdigest()


def _title(paths: Sequence[Path]) -> str:
    names = [path.name for path in paths]
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
