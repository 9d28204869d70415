"""Text files, read with care for what people really have on their disks."""

from __future__ import annotations

from pathlib import Path

from quizapp.bank.faults import Fault, SetFaults
from quizapp.bank.yaml_tree import MOST_BYTES


def read_text(path: Path, name: str) -> str:
    """The text of a file in UTF-8. Raises SetFaults, named after `name`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SetFaults(
                [Fault(name, 0, 0, "Y102", f"larger than {MOST_BYTES // 1_000_000} MB: divide it")]
            )
        return decode(path.read_bytes(), name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such file"
        raise SetFaults([Fault(name, 0, 0, "T101", f"cannot be read: {reason}")]) from error


def decode(content: bytes, name: str) -> str:
    """The text of UTF-8 bytes. Raises SetFaults with the line of the first byte that is not."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise SetFaults(
            [Fault(name, line, column, "Y101", "not UTF-8 text: save the file as UTF-8")]
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SetFaults([Fault(name, line, 1, "Y107", "a NUL character: this is no text file")])
    return text
