"""Importing an Anki package of 10,000 notes, published in the database, beside Anki's own import."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from anki.collection import (
    AddNoteRequest,
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

from quizapp.bank.formats import anki
from quizapp.db.base import Base
from quizapp.db.engine import open_engine, open_sessions
from quizapp.services.library.importing import import_file

NOTES = 10_000
TIMES = 7
MUST, AIM = 8.0, 2.0
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def main() -> None:
    """Print one table: milliseconds of each, and the ratio, for packages of the old and the new schema."""
    print(f"{'package':<10}{'quizapp':>12}{'Anki':>12}{'ratio':>8}{'limit':>8}{'aim':>6}   processor of each")
    with tempfile.TemporaryDirectory() as name:
        for schema, package in _packages(Path(name)).items():
            ours, theirs = _measured(Path(name), package)
            ratio = ours[0] / theirs[0]
            print(
                f"{schema:<10}{ours[0]:>9.0f} ms{theirs[0]:>9.0f} ms{ratio:>8.2f}{MUST:>8.1f}{AIM:>6.1f}"
                f"{ours[1]:>18.0f} ms{theirs[1]:>6.0f} ms"
            )


def _packages(folder: Path) -> dict[str, Path]:
    """The same deck as older and as newer versions of Anki export it."""
    collection = Collection(str(folder / "source.anki2"))
    kind, deck = collection.models.by_name("Basic"), collection.decks.id("Geography::Towns")
    assert kind is not None
    assert deck is not None
    requests = []
    for number in range(NOTES):
        note = collection.new_note(kind)
        note["Front"], note["Back"] = f"What is question {number}, <b>in words</b>?", f"The answer {number}"
        note.tags = [f"topic_{number % 7}"]
        requests.append(AddNoteRequest(note, deck_id=deck))
    collection.add_notes(requests)
    paths = {"old": folder / "old.apkg", "new": folder / "new.apkg"}
    for schema, path in paths.items():
        options = ExportAnkiPackageOptions(with_media=True, legacy=schema == "old")
        collection.export_anki_package(out_path=str(path), options=options, limit=None)
    collection.close()
    return paths


def _measured(folder: Path, package: Path) -> tuple[tuple[float, float], tuple[float, float]]:
    """Median wall and processor time in milliseconds of ours and of theirs, taken in turn."""
    took: tuple[list[tuple[float, float]], ...] = ([], [])
    for turn in range(TIMES):
        place = Path(tempfile.mkdtemp(dir=folder))
        for works, prepare in zip(took, (_ours, _theirs), strict=True):
            work, leave = prepare(place, package)
            wall, processor = time.perf_counter(), time.process_time()
            work()
            spent = (time.perf_counter() - wall, time.process_time() - processor)
            if turn:  # the first of each fills the caches
                works.append(spent)
            leave()
    ours, theirs = ((median(w for w, _ in one) * 1e3, median(p for _, p in one) * 1e3) for one in took)
    return ours, theirs


def _ours(place: Path, package: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    engine = open_engine(f"sqlite:///{place / 'site.sqlite3'}")
    Base.metadata.create_all(engine)

    def work() -> None:
        with open_sessions(engine)() as session, package.open("rb") as file:
            done = import_file(session, file, package.name, anki, owner_id=None, now=NOW, administrator=True)
        assert done.questions == NOTES

    return work, engine.dispose


def _theirs(place: Path, package: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    collection = Collection(str(place / "peer.anki2"))
    options = ImportAnkiPackageOptions(merge_notetypes=True)
    request = ImportAnkiPackageRequest(package_path=str(package), options=options)

    def work() -> None:
        collection.import_anki_package(request)
        assert collection.note_count() == NOTES

    return work, collection.close


if __name__ == "__main__":
    main()
