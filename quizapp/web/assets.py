"""The files that pages load: joined into one style sheet and two scripts, compressed once, cached for ever.

Every address carries a hash of the content, so that a browser keeps a file until it changes.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Response, abort, request, url_for

FOLDER = Path(__file__).with_name("static").resolve()
BUNDLES = {
    "site.css": ("vendor/pico.min.css", "tokens.css", "base.css", "study.css", "chart.css", "pages.css"),
    "site.js": (
        "vendor/htmx.min.js",
        "page.js",
        "judging.js",
        "pocket.js",
        "study.js",
        "pairs.js",
        "chart.js",
    ),
}
LINKED = re.compile(rb'url\("(vendor/[^"]+)"\)')
FOR_EVER = "public, max-age=31536000, immutable"
mimetypes.add_type("application/manifest+json", ".webmanifest")
COMPRESSED = ("text/css", "text/javascript", "image/svg+xml", "application/manifest+json")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    plain: bytes
    gzipped: bytes | None
    mimetype: str
    tag: str
    """The first 12 hex digits of the SHA-256 of the content."""


@cache
def asset(name: str) -> Asset | None:
    """The asset of this name, read and compressed once per process; None where there is none."""
    paths = [(FOLDER / part).resolve() for part in BUNDLES.get(name, (name,))]
    if not all(path.is_relative_to(FOLDER) and path.is_file() for path in paths):
        return None
    plain = b"\n".join(path.read_bytes() for path in paths)
    if name in BUNDLES:
        plain = LINKED.sub(_versioned, plain)
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    gzipped = gzip.compress(plain, 9, mtime=0) if mimetype in COMPRESSED else None
    return Asset(plain, gzipped, mimetype, hashlib.sha256(plain).hexdigest()[:12])


def _versioned(link: re.Match[bytes]) -> bytes:
    linked = asset(link[1].decode())
    return b'url("%s?v=%s")' % (link[1], linked.tag.encode()) if linked else link[0]


def asset_url(name: str) -> str:
    """The address of an asset, with its content's hash."""
    found = asset(name)
    return url_for("static", filename=name, v=found.tag if found else None)


def send(filename: str) -> Response:
    """Answer with an asset, compressed for those who take it."""
    found = asset(filename) if len(filename) < 100 else None
    if found is None:
        abort(404)
    packed = found.gzipped is not None and "gzip" in request.headers.get("Accept-Encoding", "")
    response = Response(found.gzipped if packed else found.plain, mimetype=found.mimetype)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOR_EVER if request.args.get("v") == found.tag else "no-cache"
    response.set_etag(found.tag + ("z" if packed else ""))
    response.make_conditional(request)
    return response
