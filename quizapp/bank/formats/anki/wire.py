"""Protocol buffers as far as Anki's packages need them: the fields of one message by number.

Source of the encoding: protobuf.dev/programming-guides/encoding.
"""

from __future__ import annotations

_VARINT, _EIGHT_BYTES, _LENGTH, _FOUR_BYTES = 0, 1, 2, 5
_FIXED = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}


class BadMessage(ValueError):
    """Bytes that are no message."""


def fields(message: bytes) -> dict[int, int | bytes]:
    """Field number to its last value: an integer, or bytes. Raises BadMessage."""
    found: dict[int, int | bytes] = {}
    place = 0
    while place < len(message):
        tag, place = _varint(message, place)
        number, wire = tag >> 3, tag & 7
        if wire == _VARINT:
            found[number], place = _varint(message, place)
            continue
        if wire == _LENGTH:
            length, place = _varint(message, place)
        else:
            length = _FIXED.get(wire, -1)
        if length < 0 or place + length > len(message):
            raise BadMessage("a field does not end where it should")
        found[number] = message[place : place + length]
        place += length
    return found


def text(message: bytes, number: int) -> str:
    """A text field; "" if the message does not have it. Raises BadMessage."""
    value = fields(message).get(number, b"")
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def number(message: bytes, number: int) -> int:
    """An integer field; 0 if the message does not have it. Raises BadMessage."""
    value = fields(message).get(number, 0)
    return value if isinstance(value, int) else 0


def _varint(message: bytes, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if place >= len(message):
            break
        byte = message[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
    raise BadMessage("a number does not end where it should")
