"""Pages compressed on the way out.

A page holds a token against forgery, and some repeat what was typed: compressing both together can tell
a listener who may send many requests in someone's name how long the token's parts are (BREACH). Two things
stand against it: the session cookie is SameSite=Lax, so another site's requests are not in anyone's name,
and every answer carries a file name of random length in its gzip header, which blurs its length.
"""

from __future__ import annotations

import secrets
import struct
import zlib

from flask import Flask, Response, request

LEAST = 1_000
"""Bytes below which compressing is not worth it."""
LEVEL = 5
LONGEST_NAME = 96
"""Most letters of the random file name."""
COMPRESSED = frozenset({"text/html", "application/json"})
_HEAD = b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xff"
"""Magic, deflate, a file name follows, no time, no extra flags, unknown system (RFC 1952)."""


def register(app: Flask) -> None:
    """Compress every page for browsers that take gzip."""

    @app.after_request
    def compress(response: Response) -> Response:
        if not _is_page(response):
            return response
        response.vary.add("Accept-Encoding")
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response.set_data(gzipped(response.get_data()))
            response.headers["Content-Encoding"] = "gzip"
        return response


def gzipped(plain: bytes) -> bytes:
    """The bytes as a gzip file whose name has a random length."""
    name = secrets.token_hex(LONGEST_NAME // 2)[: secrets.randbelow(LONGEST_NAME + 1)].encode()
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(plain) + packer.flush()
    return _HEAD + name + b"\0" + packed + struct.pack("<II", zlib.crc32(plain), len(plain) & 0xFFFFFFFF)


def _is_page(response: Response) -> bool:
    if response.is_streamed or response.direct_passthrough or "Content-Encoding" in response.headers:
        return False
    return response.mimetype in COMPRESSED and (response.content_length or 0) >= LEAST
