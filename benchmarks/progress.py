"""All figures of the progress page at 10^6 reviews over 20,000 cards, beside Anki's graphs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.anki_peer import Peer
from benchmarks.answering import measured
from benchmarks.sites import DUE_TODAY, Site
from quizapp.services import progress

CARDS = 20_000
REVIEWS = 1_000_000
TIMES = 10
MUST, AIM = 100, 25
PARTS: dict[str, Callable[..., object]] = {
    "overview": progress.overview,
    "calendar": progress.calendar,
    "known": progress.known,
    "mastery": progress.mastery,
    "calibration": progress.calibration,
    "forecast": progress.forecast,
    "retention": progress.retention,
    "time spent": progress.time_spent,
    "hardest": progress.hardest,
}


def main() -> None:
    """Print one table: milliseconds of each part, of the page, and of Anki's graphs."""
    with tempfile.TemporaryDirectory() as name:
        site = Site(Path(name), CARDS, REVIEWS)
        peer = Peer(Path(name), CARDS, due_today=DUE_TODAY, reviews=REVIEWS)

        def work(*parts: Callable[..., object]) -> Callable[[], None]:
            def run() -> None:
                for part in parts:
                    part(site.session, site.learner_id, site.now)
                site.session.rollback()

            return run

        works = {name: work(part) for name, part in PARTS.items()}
        found = measured(works | {"page": work(*PARTS.values()), "graphs": peer.graphs}, TIMES, warming=2)
        peer.close()
    print(f"{'figures':<36}{'wall':>12}{'processor':>14}{'limit':>10}{'aim':>8}")
    names = {"page": "all of the progress page", "graphs": "Anki's graphs"}
    for name, (wall, processor) in found.items():
        limits = f"{MUST:>7} ms{AIM:>5} ms" if name == "page" else ""
        print(f"{names.get(name, '  ' + name):<36}{wall:>9.2f} ms{processor:>11.2f} ms{limits}")


if __name__ == "__main__":
    main()
