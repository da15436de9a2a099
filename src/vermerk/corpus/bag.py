"""Verify this archive: compare every file in it with the sum it had when it was frozen.

The archive is a BagIt bag (RFC 8493) in a zip file. This file goes into it as ``__main__.py``, so that

    python3 ARCHIVE.zip

verifies it with Python alone, many years on and without the program that wrote it.
"""

from __future__ import annotations

import hashlib
import sys
import zipfile
import zlib

MANIFESTS = ("manifest-sha256.txt", "tagmanifest-sha256.txt")
BLOCK = 1 << 20
ESCAPED = (("%", "%25"), ("\n", "%0A"), ("\r", "%0D"))  # in a manifest's file names (RFC 8493, 2.1.3)


def escaped(name: str) -> str:
    """A file's name as a manifest has it."""
    for plain, told in ESCAPED:
        name = name.replace(plain, told)
    return name


def unescaped(name: str) -> str:
    """A file's name from a manifest."""
    for plain, told in reversed(ESCAPED):
        name = name.replace(told, plain)
    return name


def inspected(archive: zipfile.ZipFile) -> tuple[int, int, int, list[str]]:
    """How many files of the corpus are as they were frozen, how many there are, their bytes, and what is wrong.

    Raises KeyError where the archive is no such bag.
    """
    sums: dict[str, str] = {}
    for manifest in MANIFESTS:
        for line in _text(archive, manifest).splitlines():
            total, _, name = line.partition("  ")
            sums[unescaped(name)] = total
    size, wrong = 0, {}
    for name, total in sums.items():
        found, length = _sum(archive, name)
        size += length if name.startswith("data/") else 0
        if found is None:
            wrong[name] = "missing or damaged"
        elif found != total:
            wrong[name] = "is not what was frozen"
    names = archive.namelist()
    for name in sorted(set(names) - {*sums, *MANIFESTS, "bagit.txt"}):
        wrong[name] = "was not there when it was frozen"
    for name in sorted({name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else ()):
        wrong[name] = "stands in it twice"
    files = [name for name in sums if name.startswith("data/")]
    if not wrong and f"Payload-Oxum: {size}.{len(files)}\n" not in _text(archive, "bag-info.txt"):
        wrong["bag-info.txt"] = "counts other files and bytes than there are"
    sound = sum(name not in wrong for name in files)
    return sound, len(files), size, [f"{name}: {what}" for name, what in wrong.items()]


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode("utf-8")


def _sum(archive: zipfile.ZipFile, name: str) -> tuple[str | None, int]:
    total, length = hashlib.sha256(), 0
    try:
        with archive.open(name) as file:
            while block := file.read(BLOCK):
                total.update(block)
                length += len(block)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError):
        return None, length
    return total.hexdigest(), length


def main() -> int:
    """Verify the archive that this file lies in."""
    with zipfile.ZipFile(sys.argv[0]) as archive:
        sound, files, size, mistakes = inspected(archive)
        for mistake in mistakes:
            print(mistake)
        print(f"{sound:,} of {files:,} files are as they were frozen, {size:,} bytes in all")
        print(_text(archive, "bag-info.txt"), end="")
    return 2 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
