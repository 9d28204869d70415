"""Zip archives from strangers: read by name, never unpacked, and never beyond a bound."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from quizapp.bank.formats.items import FormatError

MOST_BYTES = 256_000_000
"""Of one member once it is unpacked."""
MOST_MEMBERS = 200_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@contextmanager
def open_archive(file: BinaryIO, what: str) -> Iterator[zipfile.ZipFile]:
    """A zip archive. Raises FormatError, which says that the file is no `what`, if it is none."""
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGED as error:
        raise FormatError(
            f"this is no {what}: it is not a zip archive, or was cut off on its way ({error})"
        ) from error
    with archive:
        if len(archive.infolist()) > MOST_MEMBERS:
            raise FormatError(f"the archive has more than {MOST_MEMBERS:,} files: divide it")
        yield archive


def member(archive: zipfile.ZipFile, name: str, most: int = MOST_BYTES) -> bytes:
    """The bytes of one member. Raises FormatError when it is missing, damaged or too large."""
    try:
        with archive.open(name) as opened:
            content = opened.read(most + 1)
    except KeyError as error:
        raise FormatError(f"the archive has no {name}") from error
    except _DAMAGED as error:
        raise FormatError(f"{name} in the archive is damaged: {error}") from error
    if len(content) > most:
        raise FormatError(f"{name} is larger than {most // 1_000_000} MB once it is unpacked: divide it")
    return content
