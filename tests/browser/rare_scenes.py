"""The states of pages that come up seldom: values mixed up, several answers, faults, other languages."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import update

from quizapp.config import read_settings
from quizapp.db.engine import open_engine, open_sessions
from quizapp.db.study import CardRow
from quizapp.services import accounts, study
from quizapp.services.sealing import Seal
from quizapp.services.study.results import Answer
from tests.browser.driver import Learner, asks
from tests.browser.past import PASSWORD, right_response, sign_in, study_all

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.screenshots import Album

GIVING_UP = 12
"""Questions that are looked at for one of a kind."""
LANGUAGES = ("az", "hy", "ru", "tr")
SPOKEN = {
    "home": "/",
    "set": "/sets/karabakh-2020",
    "practice": "/practice",
    "register": "/register",
    "progress-empty": "/progress",
    "settings": "/settings",
}
"""Pages that are looked at in every language."""
FAULTY = "set: capitals\ntitle: Capitals\nlanguage: en\nattributes:\n  capital: {of: country, valeu: text}\n"


def mixed_up(data: Path, name: str) -> None:
    """A learner who is about to be shown two facts side by side, having mistaken one for the other."""
    site, slug, now = read_settings({"QUIZAPP_DATA": str(data)}), "every-kind", datetime.now(UTC)
    seal, engine = Seal(site.secret_key), open_engine(site.database_url)
    with open_sessions(engine)() as session:
        first = now - timedelta(days=4)
        learner = accounts.register(session, None, username=name, password=PASSWORD, now=first).learner_id
        study.change_settings(session, learner, {"new_per_day": 60, "answers_per_day": 300})
        study.go_on(session, learner, first)
        study_all(session, seal, learner, slug, first)
        session.execute(update(CardRow).where(CardRow.learner_id == learner).values(lapses=3, stability=2.0))
        session.commit()
        wrong = False
        while (task := study.next_question(session, seal, learner, slug, now).task) and not task.contrast:
            now += timedelta(minutes=2)
            response, question = right_response(task), task.question
            if question.kind == "choice" and not wrong:
                response = next(option.id for option in question.options if option.id != question.key)
                wrong = True
            given = Answer(review_id=task.review_id, question_id=task.question_id, response=response, ms=4000)
            study.answer(session, seal, learner, given, now)
    engine.dispose()


def contrast(album: Album) -> None:
    """Two facts side by side, and the question about them."""
    page = album.page
    page.context.clear_cookies()
    sign_in(Learner(page, []), f"mixed-{album.name}")
    page.goto("/sets/every-kind/study")
    album.take("study-contrast")
    if page.get_by_role("button", name="Ask me").count():
        page.get_by_role("button", name="Ask me").click()
        page.locator("form.answer").wait_for()
        album.take("study-contrast-asked")


def several_answers(album: Album) -> None:
    """A question with several right answers, half answered, and one with lines of its own."""
    for kind, name in (("multiple", "multiple"), ("choice", "lines")):
        page = _quiz(album, "several-answers", kind)
        album.take(f"practice-{name}")
        boxes = page.locator("label.option")
        for place in range(min(3, boxes.count())):
            boxes.nth(place).click()
        page.locator("form.answer button[type=submit]").first.click()
        page.locator("[data-feedback]").wait_for()
        album.take(f"practice-{name}-feedback")
    page.context.clear_cookies()
    sign_in(Learner(page, []), f"several-{album.name}")
    page.goto("/sets/several-answers/study")
    boxes = page.locator("label.option")
    for _ in range(GIVING_UP):
        if not asks(page) or boxes.count():
            break
        page.locator("[name=got_it], button.option").first.click()
        page.wait_for_timeout(600)
    album.take("study-multiple")
    for place in range(min(3, boxes.count())):
        boxes.nth(place).click()
    page.get_by_role("button", name="Check").click()
    page.locator("[data-feedback]").wait_for()
    album.take("feedback-multiple")


def joined(album: Album) -> None:
    """The feedback to pairs, some of them wrong."""
    page = _quiz(album, "every-place", "matching")
    sides = page.locator(".pairs .column")
    for place in range(sides.first.locator("button").count()):
        sides.first.locator("button").nth(place).click()
        sides.last.locator("button").nth(place).click()
    page.get_by_role("button", name="Check").click()
    page.locator("[data-feedback]").wait_for()
    album.take("practice-matching-feedback")


def _quiz(album: Album, slug: str, kind: str) -> Page:
    page = album.page
    page.context.clear_cookies()
    page.goto("/practice")
    page.locator(f"[name=sets][value={slug}]").check()
    page.get_by_text("Only some kinds of question").click()
    page.locator(f"[name=kinds][value={kind}]").check()
    page.get_by_role("button", name="Begin").click()
    page.locator("form.answer").wait_for()
    return page


def wrong_forms(album: Album) -> None:
    """Forms sent with faults."""
    page = album.page
    page.context.clear_cookies()
    page.goto("/register")
    page.get_by_label("Username").fill("no spaces please")
    page.get_by_label("Password", exact=True).fill("long enough for anyone")
    page.get_by_role("button", name="Make the account").click()
    album.take("register-fault")
    page.goto("/login")
    page.get_by_label("Username or e-mail").fill("somebody")
    page.get_by_label("Password", exact=True).fill("not the right one")
    page.get_by_role("button", name="Sign in").click()
    album.take("sign-in-fault")


def two_tabs(album: Album) -> None:
    """A question that was answered in another tab meanwhile."""
    page = album.page
    page.context.clear_cookies()
    Learner(page, []).start("Made-up towns")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("button.option").first.click()
    other.locator("[data-feedback]").wait_for()
    other.close()
    page.locator("button.option").last.click()
    page.get_by_role("status").filter(has_text="another tab").wait_for()
    album.take("study-409")


def busy(album: Album) -> None:
    """The page while the database cannot be written to."""
    page = album.page
    page.context.clear_cookies()
    page.goto("/sets/every-kind")
    with closing(sqlite3.connect(album.data / "quizapp.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        page.get_by_role("button", name="Start this set").click(timeout=60_000)
        page.locator(".fault-page").wait_for()
        other.execute("ROLLBACK")
    album.take("error-503")


def reported(album: Album) -> None:
    """A set published from a table, what a learner reports about it, and a file with faults."""
    page, title = album.page, f"Capitals {album.name}"
    _teacher(page)
    page.goto("/teach/table")
    page.get_by_label("Title of the set").fill(title)
    page.get_by_label("The table", exact=True).fill(
        "Country\tCapital\nFrance\tParis\nNorway\tOslo\nPeru\tLima\n"
    )
    page.get_by_role("button", name="Look at the questions").click()
    page.get_by_role("button", name="Publish").click()
    album.take("teach-published")
    Learner(page, []).start(title)
    page.locator("button.option, [name=got_it]").first.click()
    page.locator("[data-more] summary").click()
    page.get_by_label("What is wrong?").fill("The second capital of Bolivia is missing.")
    page.get_by_role("button", name="Report this question").click()
    page.wait_for_timeout(400)
    album.take_all({"teach-reports": "/teach/reports", "teach-own": "/teach/"})
    page.goto("/teach/upload")
    page.locator("input[type=file]").set_input_files(
        {"name": "set.yaml", "mimeType": "text/yaml", "buffer": FAULTY.encode()}
    )
    page.get_by_role("button", name="Check and publish").click()
    album.take("teach-upload-faults")


def _teacher(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/login")
    page.get_by_label("Username or e-mail").fill("teacher")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def languages(album: Album) -> None:
    """Some pages, a question and its feedback in each language."""
    page = album.page
    for language in LANGUAGES:
        page.context.clear_cookies()
        page.goto("/settings")
        page.locator("[name=language]").select_option(language)
        page.locator("main form button[type=submit]").last.click()
        album.take_all({f"{language}-{state}": address for state, address in SPOKEN.items()})
        page.goto("/sets/every-kind")
        page.locator("form.set-start button").click()
        album.take(f"{language}-study")
        page.locator("button.option").first.click()
        page.locator("[data-feedback]").wait_for()
        album.take(f"{language}-feedback")


SCENES = (contrast, several_answers, joined, wrong_forms, two_tabs, busy, reported, languages)
