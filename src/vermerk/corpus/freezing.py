"""Freezing a corpus: sources, readings, statements, decisions and versions in one archive that verifies itself.

The archive is a BagIt bag (RFC 8493) in a zip file: ``manifest-sha256.txt`` names the sum of every file, and any tool
that knows BagIt can verify it as well as :func:`verify` does. Python alone does it too (``python3 ARCHIVE.zip``).
"""

from __future__ import annotations

import datetime
import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

import vermerk
from vermerk.corpus import bag
from vermerk.corpus.condition import changes_of
from vermerk.corpus.folder import Folder, printable
from vermerk.corpus.setup import versions
from vermerk.model import BadRequest

PARTS = ("records", "authority", "decisions", "lexicon")
EPOCH = (1980, 1, 1, 0, 0, 0)  # zip's first date; the same corpus gives the same archive on the same day
PACKED = frozenset({".parquet", ".pdf", ".docx", ".zip", ".gz", ".png", ".jpg"})  # no use in packing them again


class Frozen(msgspec.Struct, frozen=True):
    """What an archive holds: how many files and bytes, how many are as they were frozen, and what is wrong."""

    files: int
    bytes: int
    sound: int
    mistakes: tuple[str, ...] = ()


def freeze(folder: Folder, target: Path) -> Frozen:
    """Write a corpus with its build in use into one archive.

    Raises:
        BadRequest: nothing is built, sources changed since the build, or the target exists or cannot be written.
    """
    build = folder.current()
    if build is None:
        raise BadRequest(str(folder.root), "nothing is built yet", f"run: vermerk build --corpus {folder.root}")
    if target.exists():
        raise BadRequest(str(target), "exists already", "name another file; an archive is never overwritten")
    came = changes_of(folder, build)
    if came.fresh or came.changed or came.gone:
        what = f"{came.fresh:,} sources came, {came.changed:,} changed and {came.gone:,} went since it was built"
        raise BadRequest(str(folder.root), what, f"run: vermerk build --corpus {folder.root}")
    partial = target.with_name(target.name + ".part")
    try:
        frozen = _written(folder, build, partial)
        partial.replace(target)
    except OSError as error:
        raise BadRequest(str(target), f"cannot be written ({error.strerror})", "choose another place") from None
    finally:
        partial.unlink(missing_ok=True)
    return frozen


def _written(folder: Folder, build: Path, target: Path) -> Frozen:
    sums: dict[str, str] = {}
    tags: dict[str, str] = {}
    size = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, name in _files(folder, build):
            size += _put(archive, f"data/{printable(name)}", path, sums)
        _text(archive, "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", tags)
        _text(archive, "bag-info.txt", _description(folder, build, size, len(sums)), tags)
        _text(archive, "__main__.py", Path(bag.__file__).read_text(encoding="utf-8"), tags)
        _text(archive, bag.MANIFESTS[0], _manifest(sums), tags)
        _text(archive, bag.MANIFESTS[1], _manifest(tags), {})
    return Frozen(len(sums), size, len(sums))


def _manifest(sums: dict[str, str]) -> str:
    return "".join(f"{total}  {bag.escaped(name)}\n" for name, total in sorted(sums.items()))


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
    info.compress_type = zipfile.ZIP_STORED if path.suffix.lower() in PACKED else zipfile.ZIP_DEFLATED
    with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as place:
        while block := source.read(bag.BLOCK):
            total.update(block)
            place.write(block)
            size += len(block)
    sums[name] = total.hexdigest()
    return size


def _text(archive: zipfile.ZipFile, name: str, words: str, sums: dict[str, str]) -> None:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, words.encode())
    sums[name] = hashlib.sha256(words.encode()).hexdigest()


def _description(folder: Folder, build: Path, size: int, files: int) -> str:
    """What bag-info.txt tells; the versions are those that the build was made with."""
    try:
        made = msgspec.json.decode((build / "made.json").read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError):
        made = versions()
    told = "; ".join(f"{name} {version}" for name, version in made.items())
    title = " ".join(folder.settings().title.split())
    return (
        f"External-Description: {title}\n"
        f"Bagging-Date: {datetime.datetime.now(datetime.UTC).date().isoformat()}\n"
        f"Bag-Software-Agent: vermerk {vermerk.__version__}\n"
        f"Build-Made-With: {told}\n"
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
            sound, files, size, mistakes = bag.inspected(archive)
    except (zipfile.BadZipFile, KeyError, OSError, UnicodeDecodeError, EOFError):
        raise BadRequest(
            str(path), "is no frozen corpus, or cut off", "name a file that vermerk freeze wrote"
        ) from None
    return Frozen(files, size, sound, tuple(mistakes))
