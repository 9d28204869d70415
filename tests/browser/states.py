"""States of pages that need no picture, since others show the same parts; axe looks at them, too."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from quizapp.config import Settings, read_settings
from quizapp.db.engine import open_engine, open_sessions
from quizapp.services import accounts, reminders
from tests.browser.driver import Learner
from tests.browser.past import PASSWORD, live, sign_in
from tests.browser.rare_scenes import LANGUAGES

if TYPE_CHECKING:
    from tests.browser.screenshots import Album

NAMES = count(1)
GIVING_UP = 30
TODAY = """set: this-day
title: Days of the year
language: en
licence: CC0-1.0
sources: {{list: {{title: A list of days, short: the list, issuer: the tests, kind: book, party: no}}}}
source: list
types: {{feast: {{one: feast, many: feasts}}}}
attributes:
  day:
    of: feast
    value: month-day
    reverse: no
    wording: {{forward: "on which day is {{entity}}?", statement: "{{entity}} is on {{value}}."}}
entities:
  pears: {{type: feast, names: [the feast of pears], facts: {{day: {{value: --{:%m-%d}, locator: 1}}}}}}
"""
"""A set with a day that is today."""
LONG_FORM = """size => {
  const form = document.createElement('form');
  form.method = 'post';
  form.innerHTML = '<textarea name="text"></textarea>';
  form.elements.text.value = 'x'.repeat(size);
  document.body.append(form);
  form.submit();
}"""


def write_today(bank: Path) -> None:
    """Add to a question bank a set that speaks of today."""
    folder = bank / "this-day"
    folder.mkdir()
    folder.joinpath("set.yaml").write_text(TODAY.format(datetime.now(UTC)))


@contextmanager
def inside(data: Path) -> Iterator[tuple[Session, Settings]]:
    """The database of a site, as a service has it."""
    site = read_settings({"QUIZAPP_DATA": str(data)})
    engine = open_engine(site.database_url)
    with open_sessions(engine)() as session:
        yield session, site
    engine.dispose()


def nobody(album: Album) -> Learner:
    """A browser that nobody has used."""
    album.page.context.clear_cookies()
    return Learner(album.page, [])


def somebody(album: Album) -> accounts.Account:
    """A new account, signed in."""
    name = f"somebody{next(NAMES)}"
    with inside(album.data) as (session, _):
        account = accounts.register(session, None, username=name, password=PASSWORD, now=datetime.now(UTC))
    sign_in(nobody(album), name)
    return account


def pass_until(learner: Learner, kind: str) -> None:
    """Answer until a question of that kind stands there."""
    while learner.kind != kind:
        with learner.moving_on():
            learner.answer()
        if learner.page.locator("[data-feedback]").count():
            learner.go_on()


def send(album: Album, button: str, state: str, **fields: str) -> None:
    """Fill a form by the names of its fields, send it past the browser's own checks, and look."""
    for name, text in fields.items():
        field = album.page.locator(f"main [name={name}]").first
        field.evaluate("(field, text) => { field.value = text }", text)
    album.page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
    album.page.get_by_role("button", name=button).first.click()
    album.take(state)


def letters(album: Album) -> None:
    """Where links lead that are sent or handed over, while they work and afterwards."""
    account = somebody(album)
    now = datetime.now(UTC)
    with inside(album.data) as (session, site):
        first = accounts.make_link(session, "first-admin", now)
        reset = accounts.make_link(session, "reset", now, user_id=account.id)
        stop = reminders.stop_text(site, account.learner_id)
    album.take_all({"stop": f"/reminders/stop/{stop}"})
    album.page.get_by_role("button", name="End them").click()
    album.take("stopped")
    nobody(album)
    album.take_all({"first-admin": f"/link/first-admin/{first}", "new-password": f"/link/reset/{reset}"})
    send(album, "Set it", "new-password-fault", password="short")
    album.take_all({"error-410": "/link/reset/used-up"})


def own_forms(album: Album) -> None:
    """Each form of settings with faults, and once taken."""
    somebody(album)
    page = album.page
    page.goto("/settings")
    send(
        album, "Keep these settings", "settings-faults", zone="Atlantis", new_per_day="-3", rollover_hour="x"
    )
    page.goto("/settings")
    send(album, "Keep these settings", "settings-kept", zone="Asia/Tokyo")
    page.goto("/settings/reminders")
    send(album, "Keep this", "reminders-kept")
    page.goto("/settings/calendar")
    send(album, "Make its address", "calendar-address")
    page.goto("/settings/calendar")
    album.take("calendar-made")
    album.take_all({"pace-not-started": "/sets/every-kind/settings"})
    page.goto("/change")
    album.take("change-password")
    send(album, "Change it", "change-password-faults", password="wrong", new_password="a")
    page.goto("/delete")
    send(album, "Delete everything", "delete-fault", password="not the right one")
    page.goto("/sets/every-kind")
    page.get_by_role("button", name="Start this set").click()
    page.goto("/sets/every-kind/settings")
    send(album, "Keep these settings", "pace-faults", new_per_day="1000", exam_day="1999-01-01")


def other_errors(album: Album) -> None:
    """Errors that no link leads to: 405, 409, 413 and 500."""
    learner, page = nobody(album), album.page
    learner.start("Made-up towns")
    album.take_all({"error-405": "/settings/zone"})
    page.goto("/settings")
    page.evaluate(LONG_FORM, 100_000)
    page.locator(".fault-page").wait_for()
    album.take("error-413")
    with broken(album.data):
        page.goto("/sets/every-kind/study")
        page.locator(".fault-page").wait_for()
        album.take("error-500")


@contextmanager
def broken(data: Path) -> Iterator[None]:
    """While the database holds zones of time that there are not."""
    with closing(sqlite3.connect(data / "quizapp.sqlite3", isolation_level=None)) as other:
        kept = other.execute("SELECT zone, learner_id FROM learner").fetchall()
        other.execute("UPDATE learner SET zone = 'Nowhere/Atlantis'")
        try:
            yield
        finally:
            other.executemany("UPDATE learner SET zone = ? WHERE learner_id = ?", kept)


def searching(album: Album) -> None:
    """The facts of a set narrowed down, told, and acted on."""
    learner, page = nobody(album), album.page
    learner.start("Made-up towns")
    learner.answer(right=False)
    page.goto("/sets/every-kind/facts?text=river&strength=new&answers=yes")
    album.take("facts-found")
    for act in ("Put aside", "Take up again"):
        page.goto("/sets/every-kind/facts?text=river")
        page.locator("input[name=cards]").first.check()
        page.get_by_role("button", name=act).first.click()
        album.take(f"facts-{act}")
    page.goto("/sets/every-kind/facts")
    page.locator(".facts-table th a").last.click()
    album.take("card-not-met")
    page.goto("/sets/karabakh-2020")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    album.take("set-all-open")


def corrected(album: Album) -> None:
    """After "my answer was right", "I know this already", "put aside" and "show me first"."""
    page = album.page
    for number, button in enumerate(("My answer was right", "I know this already", "Put this fact aside")):
        name = f"corrects{number}-{album.name}"
        live(album.data, name, "every-kind", days=1)
        learner = nobody(album)
        sign_in(learner, name)
        page.goto("/sets/every-kind/study")
        pass_until(learner, "typed")
        learner.answer(right=button.startswith("I know"))
        page.locator("[data-more] summary").click()
        page.get_by_role("button", name=button).click()
        page.locator(".notice").first.wait_for()
        album.take(f"after-{button}")
    learner = nobody(album)
    learner.start("Made-up towns")
    for _ in range(GIVING_UP):
        if page.get_by_role("button", name="Show me first").count():
            album.take("show-first-offered")
            return
        learner.answer(right=False)
        if page.locator("[data-feedback]").count():
            learner.go_on()


def revealed(album: Album) -> None:
    """A flashcard turned round, a fact about the map opened from its mark, and the same on the timeline."""
    live(album.data, "reveals", "every-kind", days=1)
    learner, page = nobody(album), album.page
    sign_in(learner, "reveals")
    for view in ("map", "timeline"):
        page.goto(f"/sets/karabakh-2020/{view}")
        mark = page.locator("svg.narrow a.mark:not(.several)").first
        page.goto(f"/sets/karabakh-2020/{view}{mark.get_attribute('href')}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        album.take(f"{view}-opened")
    page.goto("/sets/every-kind/study")
    pass_until(learner, "flashcard")
    page.locator("summary[data-reveal]").click()
    album.take("flashcard-revealed")


def _begin(album: Album, slug: str, *kinds: str, **fields: str) -> None:
    page = album.page
    page.locator(f"[name=sets][value={slug}]").check()
    for name, text in fields.items():
        page.locator(f"[name={name}]").fill(text)
    if kinds:
        page.get_by_text("Only some kinds of question").click()
    for kind in kinds:
        page.locator(f"[name=kinds][value={kind}]").check()
    page.get_by_role("button", name="Begin").click()
    page.locator("form.answer").wait_for()


def timed(album: Album) -> None:
    """A timed quiz, left, taken up, handed in, and what was missed studied."""
    nobody(album)
    page = album.page
    page.goto("/practice")
    _begin(album, "every-kind", "choice", minutes="5", count="3")
    album.take("practice-timed")
    page.goto("/practice")
    album.take("practice-unfinished")
    page.get_by_text("not finished").locator("..").get_by_role("link").click()
    page.locator("[data-dont-know]").first.click()
    page.locator("[data-feedback]").wait_for()
    page.locator("[data-next]").click()
    page.locator("form.answer").wait_for()
    page.get_by_role("button", name="End the quiz here").click()
    album.take("practice-missed")
    page.get_by_role("button", name="Study the").click()
    album.take("study-missed")


def nothing_due(album: Album) -> None:
    """Studying where nothing is due, and a set's day of the year, with its quiz."""
    nobody(album)
    page = album.page
    album.take_all({"study-nobody": "/study"})
    page.goto("/sets/this-day")
    page.get_by_role("button", name="Start this set").click()
    page.locator("[data-dont-know], [name=got_it]").first.click()
    for _ in range(GIVING_UP):
        if page.locator(".done").count():
            break
        page.locator("[data-next], [data-dont-know], [name=got_it]").first.click()
        page.wait_for_timeout(300)
    page.goto("/study")
    album.take("study-nothing-due")
    album.take_all({"home-nothing-due": "/", "today": "/today"})
    page.get_by_role("button", name="A short quiz about them").click()
    page.locator("form.answer").wait_for()
    album.take("today-quiz")


def off_the_net(album: Album) -> None:
    """What the phone asks, judges and keeps by itself."""
    learner, page = nobody(album), album.page
    learner.start("Made-up towns")
    page.locator("#stage[data-pocketed]").wait_for()
    page.context.set_offline(True)
    learner.answer(right=False)
    album.take("pocket-wrong")
    learner.go_on()
    album.take("pocket-question")
    learner.answer()
    album.take("pocket-right")
    for _ in range(GIVING_UP + 10):
        page.locator("[data-next], [data-dont-know], [name=got_it]").first.click()
        page.wait_for_timeout(60)
        if page.locator("[data-kept] .lead").count():
            break
    album.take("pocket-empty")
    page.context.set_offline(False)
    page.locator("#offline").wait_for(state="hidden")


def spoken(album: Album) -> None:
    """A page and a question in each language."""
    page = album.page
    for language in LANGUAGES:
        nobody(album)
        page.goto("/settings")
        page.locator("[name=language]").select_option(language)
        page.locator("main form button[type=submit]").last.click()
        page.goto("/sets/every-kind")
        page.locator("form.set-start button").click()
        album.take(f"study-{language}")


def taught_more(album: Album) -> None:
    """Every page that the teacher's first page leads to, and each form with a fault."""
    page = album.page
    sign_in(nobody(album), "teacher")
    page.goto("/teach/")
    links = page.locator("main a[href^='/teach/']")
    album.take_all({address: address for address in {str(one.get_attribute("href")) for one in links.all()}})
    page.goto("/teach/password")
    send(album, "Make", "teach-password-fault", name="nobody at all")
    page.goto("/teach/password")
    send(album, "Make", "teach-password-link", name=f"kinds-{album.name}")
    page.goto("/teach/upload")
    send(album, "Check and publish", "teach-upload-nothing")


WAYS: tuple[Callable[[Album], None], ...] = (
    letters,
    own_forms,
    other_errors,
    searching,
    corrected,
    revealed,
    timed,
    nothing_due,
    off_the_net,
    spoken,
    taught_more,
)
