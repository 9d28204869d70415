"""What leaves the site or should never be seen: a set on paper, a letter, and the page of a fault of ours."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from quizapp.config import read_settings
from quizapp.services import reminders
from tests.browser.visitors import nobody

if TYPE_CHECKING:
    from tests.browser.screenshots import Album

PAPER = ("cards", "worksheet")
LETTER = """(main, text) => {
  main.replaceChildren(Object.assign(document.createElement("pre"), { textContent: text, tabIndex: 0 }));
}"""


def on_paper(album: Album) -> None:
    """A set as it is printed."""
    page = nobody(album).page
    page.emulate_media(media="print")
    album.take_all({f"paper-{name}": f"/sets/arabic/print?as={name}" for name in PAPER})
    page.emulate_media(media="screen")


def by_mail(album: Album) -> None:
    """The letter that reminds of what is due."""
    settings = read_settings({"QUIZAPP_DATA": str(album.data), "QUIZAPP_PUBLIC_URL": "https://quiz.example"})
    now = datetime.now(UTC)
    reminder = reminders.Reminder(1, "leyla@quiz.example", "en", now.date(), cards=24)
    letter = reminders.letter(reminder, settings, "quizapp@quiz.example", now)
    album.page.goto("/study/offline")
    album.page.locator("main").evaluate(LETTER, f"{letter['Subject']}\n\n{letter.get_content()}")
    album.take("letter")


def broken(album: Album) -> None:
    """A quiz that is stored as it never should be."""
    page = nobody(album).page
    page.goto("/practice?set=every-kind")
    page.get_by_role("button", name="Begin").click()
    page.locator("form.answer").wait_for()
    with closing(sqlite3.connect(album.data / "quizapp.sqlite3", isolation_level=None)) as other:
        other.execute(
            "UPDATE practice SET items = '[{}]' WHERE started_at = (SELECT max(started_at) FROM practice)"
        )
    page.reload()
    page.locator(".fault-page").wait_for()
    album.take("error-500")


SCENES = (on_paper, by_mail, broken)
