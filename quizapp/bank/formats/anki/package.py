"""The outside of an Anki package: which collection in it counts, and how it is packed.

Up to version 2 the collection is a plain SQLite file; version 3 packs it with Zstandard and leaves an old
collection beside it that holds nothing but the advice to upgrade.
"""

from __future__ import annotations

import sys
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from quizapp.bank.formats.anki import wire
from quizapp.bank.formats.archives import MOST_BYTES, member, open_archive
from quizapp.bank.formats.items import FormatError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACKED, NEWER, OLDER = "collection.anki21b", "collection.anki21", "collection.anki2"
LATEST_VERSION = 3
_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Package:
    """What of a package matters here."""

    collection: bytes
    """A SQLite file."""
    media: int
    """How many pictures and sounds lie beside it."""


def read_package(file: BinaryIO) -> Package:
    """The collection of a package. Raises FormatError."""
    with open_archive(file, "Anki package (.apkg)") as archive:
        content = _collection(archive)
        media = sum(name.isdecimal() for name in archive.namelist())  # Anki numbers them
    if not content.startswith(_SQLITE):
        raise FormatError("the collection in the package is no SQLite file: export the deck again")
    return Package(content, media)


def _collection(archive: zipfile.ZipFile) -> bytes:
    names = set(archive.namelist())
    _check_version(archive, names)
    if PACKED in names:
        return _unpacked(member(archive, PACKED))
    for name in (NEWER, OLDER):
        if name in names:
            return member(archive, name)
    raise FormatError("this is no Anki package (.apkg): the archive has no collection in it")


def _check_version(archive: zipfile.ZipFile, names: set[str]) -> None:
    if "meta" not in names:
        return
    try:
        version = wire.number(member(archive, "meta", 10_000), 1)
    except wire.BadMessage as error:
        raise FormatError(f"the package's meta file is damaged: {error}") from error
    if version > LATEST_VERSION:
        raise FormatError(
            f"the package has version {version}, and {LATEST_VERSION} is the newest that is read here: "
            "export it with support for older versions"
        )


def _unpacked(packed: bytes) -> bytes:
    unpacker = zstd.ZstdDecompressor()
    try:
        content = unpacker.decompress(packed, max_length=MOST_BYTES + 1)
    except zstd.ZstdError as error:
        raise FormatError(f"{PACKED} in the package is damaged: {error}") from error
    if len(content) > MOST_BYTES:
        raise FormatError(f"{PACKED} is larger than {MOST_BYTES // 1_000_000} MB once unpacked: divide it")
    if not unpacker.eof:
        raise FormatError(f"{PACKED} in the package is cut off: export the deck again")
    return content
