"""Letters that leave through a real mail server: when, to whom, and never twice."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy.orm import Session

from quizapp.config import Settings
from quizapp.db.engine import open_sessions
from quizapp.services import accounts, reminders, study
from quizapp.services.errors import Expired
from tests.services.conftest import Pupil

SEVEN = datetime(2024, 5, 3, 3, 10, tzinfo=UTC)
"""Ten past seven in Baku."""


class Inbox:
    """What the mail server took."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 taken"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, str]]:
    handler = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, f"smtp://127.0.0.1:{port}?from=school@example.org"
    controller.stop()


@pytest.fixture
def settings(tmp_path: Path, inbox: tuple[Inbox, str]) -> Settings:
    return Settings(
        data=tmp_path,
        database_url="",
        secret_key="a key of the tests",
        question_bank=tmp_path,
        public_url="https://learn.example.org",
        mail_url=inbox[1],
    )


@pytest.fixture
def reader(pupil: Pupil, session: Session) -> Pupil:
    """A learner in Baku with an address, with cards due today, who wants letters at seven."""
    made = accounts.register(
        session, None, username="leyla", email="leyla@example.org", password="correct horse", now=pupil.now
    )
    reader = Pupil(session, pupil.seal, made.learner_id)
    wishes = {"zone": "Asia/Baku", "reminder_hour": 7}
    study.change_settings(session, made.learner_id, wishes)
    reader.finish_day()
    return reader


@pytest.fixture
def send(session: Session, settings: Settings) -> Callable[..., int]:
    return lambda now=SEVEN, by=None: reminders.send_due(by or session, settings, now)


def test_a_letter_at_the_hour_tells_how_much_is_due(
    reader: Pupil, send: Callable[..., int], inbox: tuple[Inbox, str]
) -> None:
    assert send() == 1
    letter = inbox[0].letters[0]
    assert (letter["To"], letter["From"]) == ("leyla@example.org", "school@example.org")
    assert "8 facts are waiting" in letter["Subject"]
    text = letter.get_content()
    assert "https://learn.example.org/study" in text
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Unsubscribe"].strip("<>") in text


def test_never_twice_a_day(reader: Pupil, send: Callable[..., int]) -> None:
    assert [send(SEVEN + timedelta(minutes=30 * step)) for step in range(5)] == [1, 0, 0, 0, 0]
    assert send(SEVEN + timedelta(days=1)) == 1


def test_several_workers_send_one_letter(reader: Pupil, settings: Settings, inbox: tuple[Inbox, str]) -> None:
    engine = reader.session.get_bind()
    reader.session.commit()

    def work() -> None:
        with open_sessions(engine)() as own:  # type: ignore[arg-type]
            reminders.send_due(own, settings, SEVEN)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(inbox[0].letters) == 1


@pytest.mark.parametrize("hours", [-1, 3, 12])
def test_only_about_the_hour(reader: Pupil, send: Callable[..., int], hours: int) -> None:
    assert send(SEVEN + timedelta(hours=hours)) == 0


def test_nothing_due_no_letter(reader: Pupil, send: Callable[..., int]) -> None:
    reader.now = SEVEN - timedelta(hours=1)
    reader.finish_day()
    assert send() == 0


def test_off_until_an_hour_is_set(reader: Pupil, send: Callable[..., int]) -> None:
    study.change_settings(reader.session, reader.learner_id, {"reminder_hour": None})
    assert send() == 0


def test_a_set_put_aside_asks_for_nothing(reader: Pupil, send: Callable[..., int]) -> None:
    study.change_enrolment(reader.session, reader.learner_id, "capitals", {"paused": True})
    assert send() == 0


def test_nobody_writes_to_an_account_that_is_switched_off(reader: Pupil, send: Callable[..., int]) -> None:
    found = accounts.find_account(reader.session, "leyla")
    accounts.set_active(reader.session, found.id, active=False)
    assert send() == 0


@pytest.mark.parametrize("missing", ["mail_url", "public_url"])
def test_nothing_leaves_a_site_without_mail(reader: Pupil, settings: Settings, missing: str) -> None:
    assert reminders.send_due(reader.session, replace(settings, **{missing: ""}), SEVEN) == 0


def test_without_the_server_the_letter_comes_later(
    reader: Pupil, settings: Settings, send: Callable[..., int]
) -> None:
    with pytest.raises(OSError):
        reminders.send_due(reader.session, replace(settings, mail_url="smtp://127.0.0.1:1"), SEVEN)
    assert send(SEVEN + timedelta(minutes=10)) == 1


def test_the_link_ends_the_letters(reader: Pupil, settings: Settings, send: Callable[..., int]) -> None:
    text = reminders.stop_text(settings, reader.learner_id)
    for _ in range(2):
        reminders.stop(reader.session, settings, text)
    assert send() == 0


@pytest.mark.parametrize(
    "change", [lambda text: text[:-3], lambda text: "A" + text[1:], lambda _: "é", lambda _: ""]
)
def test_a_link_of_somebody_else_ends_nothing(
    reader: Pupil, settings: Settings, change: Callable[[str], str]
) -> None:
    text = change(reminders.stop_text(settings, reader.learner_id))
    with pytest.raises(Expired):
        reminders.stop(reader.session, settings, text)
