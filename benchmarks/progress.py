"""The progress page as a request, and each of its figures, at 10^6 reviews over 20,000 cards, beside Anki."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import structlog
from flask.testing import FlaskClient

from benchmarks.anki_peer import Peer
from benchmarks.answering import measured
from benchmarks.sites import DUE_TODAY, Site
from quizapp.app import create_app
from quizapp.config import Settings
from quizapp.services import progress

CARDS = 20_000
REVIEWS = 1_000_000
TIMES = 15
MUST, AIM = 100, 25
COMPRESSED = {"Accept-Encoding": "gzip"}
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
SAID = {
    "page": "the whole page as a request",
    "figures": "all figures from one reading",
    "graphs": "Anki's graphs, figures alone",
}


def main() -> None:
    """Print one table: milliseconds of the page, of its figures, and of Anki's graphs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = Site(folder, CARDS, REVIEWS, now=datetime.now(UTC))
        peer = Peer(folder, CARDS, due_today=DUE_TODAY, reviews=REVIEWS)
        browser = _browser(site, folder)
        works = {
            "page": lambda: _open(browser),
            "figures": _reading(site, progress.figures),
            **{name: _reading(site, part) for name, part in PARTS.items()},
            "graphs": peer.graphs,
        }
        found = measured(works, TIMES, warming=2)
        peer.close()
    print(f"{'':<36}{'wall':>12}{'processor':>14}{'limit':>10}{'aim':>8}")
    for name, (wall, processor) in found.items():
        limits = f"{MUST:>7} ms{AIM:>5} ms" if name == "page" else ""
        print(f"{SAID.get(name, f'  {name} alone'):<36}{wall:>9.2f} ms{processor:>11.2f} ms{limits}")
    for column, told in enumerate(("wall", "processor")):
        print(
            f"{told}: the page takes {found['page'][column] / found['graphs'][column]:.2f} of Anki's graphs"
        )


def _reading(site: Site, figure: Callable[..., object]) -> Callable[[], None]:
    def read() -> None:
        figure(site.session, site.learner_id, site.now)
        site.session.rollback()

    return read


def _browser(site: Site, folder: Path) -> FlaskClient:
    """A browser whose session is the learner's."""
    app = create_app(
        Settings(data=folder, database_url=site.address, secret_key="a key", question_bank=folder)
    )
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    client = app.test_client()
    with client.session_transaction() as session:
        session["guest"] = site.learner_id
    assert "data-figure" in client.get("/progress").text, "the page shows no figures"
    return client


def _open(client: FlaskClient) -> None:
    answer = client.get("/progress", headers=COMPRESSED)
    assert answer.status_code == 200, answer.status


if __name__ == "__main__":
    main()
