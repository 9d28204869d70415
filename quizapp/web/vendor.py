"""Front-end files that we did not write: which ones, from which package, and whether they are unchanged.

`python -m quizapp.web.vendor NODE_MODULES` copies them into the static folder and writes the manifest.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import TypedDict

FOLDER = Path(__file__).with_name("static") / "vendor"
MANIFEST = FOLDER / "manifest.json"
FONT = "@fontsource/source-serif-4"
FILES = {
    "htmx.min.js": ("htmx.org", "dist/htmx.min.js"),
    "pico.min.css": ("@picocss/pico", "css/pico.min.css"),
    "uplot.min.js": ("uplot", "dist/uPlot.iife.min.js"),
    "uplot.min.css": ("uplot", "dist/uPlot.min.css"),
    "source-serif-latin.woff2": (FONT, "files/source-serif-4-latin-500-normal.woff2"),
    "source-serif-latin-ext.woff2": (FONT, "files/source-serif-4-latin-ext-500-normal.woff2"),
    "source-serif-cyrillic.woff2": (FONT, "files/source-serif-4-cyrillic-500-normal.woff2"),
    "world-countries.topo.json": ("world-atlas", "countries-110m.json"),
}
"""Name here: (package, path inside the package)."""


class VendoredFile(TypedDict):
    """One line of the manifest."""

    package: str
    version: str
    license: str
    path: str
    sha256: str


def copy(node_modules: Path) -> dict[str, VendoredFile]:
    """Copy every file out of `node_modules`, write the manifest and return it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    manifest: dict[str, VendoredFile] = {}
    for name, (package, path) in FILES.items():
        about = json.loads((node_modules / package / "package.json").read_text(encoding="utf-8"))
        shutil.copyfile(node_modules / package / path, FOLDER / name)
        manifest[name] = {
            "package": package,
            "version": about["version"],
            "license": about["license"],
            "path": path,
            "sha256": sha256(FOLDER / name),
        }
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return manifest


def manifest() -> dict[str, VendoredFile]:
    """Read the manifest."""
    files: dict[str, VendoredFile] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return files


def sha256(path: Path) -> str:
    """The file's SHA-256 in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    for vendored in copy(Path(sys.argv[1])):
        sys.stdout.write(f"{vendored}\n")
