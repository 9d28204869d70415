"""One letter a day, at the hour that a learner set, if something is due. Off until it is switched on."""

from __future__ import annotations

import gettext
import hmac
import smtplib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

import structlog
from sqlalchemy import Connection, func, select, update
from sqlalchemy.orm import Session

from quizapp.config import PACKAGE, Settings
from quizapp.core.progress import minutes
from quizapp.core.study_days import zone
from quizapp.db.accounts import User
from quizapp.db.engine import insert_into, writing
from quizapp.db.outgoing import ReminderSent
from quizapp.db.study import CardRow, Enrolment, Learner
from quizapp.services.errors import Expired
from quizapp.services.mail_server import MailServer
from quizapp.services.study import rows
from quizapp.services.study.desk import study_day

HOURS_LATE = 3
"""So long after the hour a letter still makes sense, where no worker ran at the hour itself."""
ID_BYTES, SEAL_BYTES = 8, 20
CATALOGUES = PACKAGE / "translations"
log = structlog.get_logger("quizapp.reminders")


@dataclass(frozen=True, slots=True)
class Reminder:
    """A letter that is to be sent now."""

    learner_id: int
    address: str
    language: str
    day: date
    """By the calendar of the learner's zone: one letter for each such day at most."""
    cards: int


def available(settings: Settings) -> bool:
    """Whether letters can be sent from here: there is a server, and an address for the links in them."""
    return bool(settings.mail_url and settings.public_url)


def send_due(session: Session, settings: Settings, now: datetime) -> int:
    """Send the letters that are due now; returns how many. Raises OSError when there is no mail server.

    A letter is noted before it is sent: after a crash in between one is missing, never doubled.
    """
    if not available(settings):
        return 0
    wanted = due(session, now)
    if not wanted:
        return 0
    server, sent = MailServer.parse(settings.mail_url), 0
    with server.open() as connection:
        for reminder in wanted:
            if not _claimed(session, reminder, now):
                continue
            try:
                connection.send_message(letter(reminder, settings, server.sender, now))
                sent += 1
            except smtplib.SMTPServerDisconnected:
                raise
            except (smtplib.SMTPException, ValueError) as error:
                log.warning("reminder refused", learner=reminder.learner_id, reason=str(error)[:200])
    return sent


def due(session: Session, now: datetime) -> Sequence[Reminder]:
    """The letters to be sent now, none for those who have nothing due or had theirs today."""
    found = session.execute(
        select(Learner.learner_id, Learner.zone, Learner.reminder_hour, Learner.language)
        .add_columns(User.email, ReminderSent.sent_on)
        .join(User, User.learner_id == Learner.learner_id)
        .outerjoin(ReminderSent, ReminderSent.learner_id == Learner.learner_id)
        .where(Learner.reminder_hour.is_not(None), User.email.is_not(None), User.active.is_(True))
        .order_by(Learner.learner_id)
    ).all()
    reminders = []
    for row in found:
        local = now.astimezone(zone(row.zone))
        if not row.reminder_hour <= local.hour < row.reminder_hour + HOURS_LATE:
            continue
        if row.sent_on is not None and row.sent_on >= local.date():
            continue
        cards = _due_cards(session.connection(), row.learner_id, now)
        if cards:
            reminders.append(Reminder(row.learner_id, row.email, row.language, local.date(), cards))
    return reminders


def letter(reminder: Reminder, settings: Settings, sender: str, now: datetime) -> EmailMessage:
    """The letter, in the learner's language, with a link that ends them (RFC 2369 and RFC 8058)."""
    words = gettext.translation("messages", CATALOGUES, [reminder.language], fallback=True)
    time = minutes(reminder.cards)
    facts = words.ngettext(
        "One fact is waiting for you, before you would forget it.",
        "%(num)d facts are waiting for you, before you would forget them.",
        reminder.cards,
    ) % {"num": reminder.cards}
    about = words.ngettext("It takes about a minute.", "They take about %(num)d minutes.", time) % {
        "num": time
    }
    stop = f"{settings.public_url}/reminders/stop/{stop_text(settings, reminder.learner_id)}"
    message = EmailMessage()
    message["Subject"] = words.ngettext(
        "One fact is waiting", "%(num)d facts are waiting", reminder.cards
    ) % {"num": reminder.cards}
    message["From"], message["To"] = sender, reminder.address
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{stop}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    end = words.gettext("No more of these letters:")
    message.set_content(f"{facts} {about}\n\n{settings.public_url}/study\n\n--\n{end}\n{stop}\n")
    return message


def stop_text(settings: Settings, learner_id: int) -> str:
    """What the link that ends a learner's letters carries: it can be checked, and made by nobody else."""
    raw = learner_id.to_bytes(ID_BYTES)
    return urlsafe_b64encode(raw + _sealed(settings, raw)).decode().rstrip("=")


def check_stop(settings: Settings, text: str) -> int:
    """The learner whose letters a link ends. Raises Expired when it is none of ours."""
    try:
        raw = urlsafe_b64decode(text[:100].encode("ascii") + b"=" * (-len(text[:100]) % 4))
    except (ValueError, NotBase64) as error:
        raise Expired("this link is not complete; copy all of it, or change your settings") from error
    learner = raw[:ID_BYTES]
    if not hmac.compare_digest(raw[ID_BYTES:], _sealed(settings, learner)):
        raise Expired("this link is not complete; copy all of it, or change your settings")
    return int.from_bytes(learner)


def stop(session: Session, settings: Settings, text: str) -> None:
    """Send a learner no more letters; doing so twice is no fault. Raises Expired."""
    learner_id = check_stop(settings, text)
    with writing(session) as connection:
        connection.execute(update(Learner).where(Learner.learner_id == learner_id).values(reminder_hour=None))


def has_address(session: Session, learner_id: int) -> bool:
    """Whether there is an address to write to."""
    wanted = select(User.id).where(User.learner_id == learner_id, User.email.is_not(None))
    return session.execute(wanted).first() is not None


def _sealed(settings: Settings, learner: bytes) -> bytes:
    key = settings.secret_key.encode()
    return hmac.digest(key, b"quizapp end of reminders " + learner, "sha256")[:SEAL_BYTES]


def _claimed(session: Session, reminder: Reminder, now: datetime) -> bool:
    """Note that the day's letter is sent; False when it was noted before."""
    values = {"sent_on": reminder.day, "sent_at": now}
    with writing(session) as connection:
        noted = connection.execute(
            insert_into(connection, ReminderSent)
            .values(learner_id=reminder.learner_id, **values)
            .on_conflict_do_update(
                index_elements=["learner_id"],
                set_=values,
                where=ReminderSent.sent_on < reminder.day,
            )
            .returning(ReminderSent.learner_id)
        )
        return noted.first() is not None


def _due_cards(connection: Connection, learner_id: int, now: datetime) -> int:
    """Cards due today in sets that are studied, as far as the day's limit still has room."""
    found = rows.read_whole(connection, learner_id, lock=False)
    assert found.learner is not None
    day = study_day(found.learner, now)
    count = connection.scalar(
        select(func.count())
        .select_from(CardRow)
        .join(Enrolment, (Enrolment.learner_id == CardRow.learner_id) & (Enrolment.set_id == CardRow.set_id))
        .where(
            CardRow.learner_id == learner_id,
            CardRow.suspended.is_(False),
            CardRow.due_day <= day,
            Enrolment.paused.is_(False),
        )
    )
    answered = found.day.answered if found.day and found.day.study_day == day else 0
    return min(count or 0, max(0, found.learner.answers_per_day - answered))
