"""Small sets and learners for the tests of services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from quizapp.bank import load
from quizapp.services import accounts, library
from quizapp.services.sealing import Seal

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
CAPITALS = {
    "France": "Paris",
    "Italy": "Rome",
    "Spain": "Madrid",
    "Norway": "Oslo",
    "Peru": "Lima",
    "Japan": "Tokyo",
    "Kenya": "Nairobi",
    "Chile": "Santiago",
    "Egypt": "Cairo",
    "Ghana": "Accra",
    "Cuba": "Havana",
    "Nepal": "Kathmandu",
}
PublishTable = Callable[..., library.Published]


@pytest.fixture
def seal() -> Seal:
    return Seal("a secret key of the tests")


@pytest.fixture
def publish(session: Session) -> PublishTable:
    """Publish a table of two columns as a set."""

    def publish(
        facts: Mapping[str, str] = CAPITALS, *, name: str = "capitals", owner_id: int | None = None
    ) -> library.Published:
        table = "Country,Capital\n" + "".join(f"{one},{other}\n" for one, other in facts.items())
        document = load.document_of_text(table, f"{name}.csv")
        return library.publish(session, document, owner_id, NOW)

    return publish


@pytest.fixture
def learner(session: Session) -> int:
    """A learner whose clock shows UTC, past their first five facts."""
    account = accounts.register(session, None, username="aysel", password="correct horse", now=NOW)
    return account.learner_id
