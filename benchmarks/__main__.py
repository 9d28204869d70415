"""`make bench`: every benchmark in turn, or those named (`make bench ONLY=startup`)."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def main() -> None:
    """Run the benchmarks named on the command line, or all that have a `main`."""
    for name in sys.argv[1:] or sorted(path.stem for path in FOLDER.glob("[a-z]*.py")):
        module = importlib.import_module(f"benchmarks.{name}")
        if hasattr(module, "main"):
            print(f"\n== {name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
            module.main()


main()
