"""The states of pages that only a way through the site leads to, each as a picture."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.config import read_settings
from quizapp.db.engine import open_engine, open_sessions
from quizapp.services import accounts, study
from quizapp.services.sealing import Seal
from tests.browser.driver import Learner, asks
from tests.browser.past import PASSWORD, live, sign_in, study_all

if TYPE_CHECKING:
    from tests.browser.screenshots import Album

ATLAS = {
    "map": "/sets/karabakh-2020/map",
    "map-close": "/sets/karabakh-2020/map?zoom=2&at=39.6,46.9",
    "map-world": "/sets/world-capitals/map",
    "map-region": "/sets/world-capitals/map?zoom=3&at=51,16",
    "timeline": "/sets/karabakh-2020/timeline",
    "print-cards": "/sets/every-kind/print?as=cards",
    "print-worksheet": "/sets/every-kind/print?as=worksheet",
    "set-one-sided": "/sets/karabakh-2020",
    "set-long": "/sets/long-names",
    "set-right-to-left": "/sets/right-to-left",
    "set-arabic": "/sets/arabic",
    "offline": "/study/offline",
    "today-empty": "/today",
    "calendar": "/settings/calendar",
}
GIVING_UP = 12
"""Questions of a set that are looked at."""
AWAY = 30
"""Days since a learner was here last."""


def past_learners(data: Path, name: str) -> None:
    """The learners whom the pictures of one album need."""
    live(data, f"late-{name}", "every-place")
    live(data, f"kinds-{name}", "every-kind", days=1)
    live(data, f"several-{name}", "several-answers", days=2)
    live(data, f"picks-{name}", "every-kind", days=3, no_typing=True)
    _away(data, f"away-{name}")


def _away(data: Path, name: str) -> None:
    """A learner who has not been here for a month, and has more due than a day takes."""
    site = read_settings({"QUIZAPP_DATA": str(data)})
    engine, first = open_engine(site.database_url), datetime.now(UTC) - timedelta(days=AWAY)
    with open_sessions(engine)() as session:
        account = accounts.register(session, None, username=name, password=PASSWORD, now=first)
        study.change_settings(session, account.learner_id, {"new_per_day": 60, "answers_per_day": 300})
        study.go_on(session, account.learner_id, first)
        for slug in ("every-kind", "every-place"):
            study_all(session, Seal(site.secret_key), account.learner_id, slug, first)
        study.change_settings(session, account.learner_id, {"answers_per_day": 10})
    engine.dispose()


def enter(learner: Learner, name: str) -> None:
    """Sign in as one of them, whoever was here before."""
    learner.page.context.clear_cookies()
    sign_in(learner, name)


def views(album: Album) -> None:
    """Map, timeline, paper, odd names, and what there is without a connection."""
    album.take_all(ATLAS)


def later_kinds(album: Album) -> None:
    """A question and a feedback of each kind that comes once something is known."""
    learner = Learner(album.page, [])
    page = album.page
    enter(learner, f"late-{album.name}")
    page.goto("/sets/every-place/study")
    seen: set[str] = set()
    for _ in range(40):
        if not asks(page) or {"locate", "timeline", "truefalse"} <= seen:
            return
        kind = learner.kind
        if kind == "show":
            with learner.moving_on():
                learner.answer()
            continue
        if kind not in seen:
            album.take(f"study-{kind}")
        half_answered(album, kind)
        page.locator("[data-feedback]").wait_for()
        if kind not in seen:
            album.take(f"feedback-{kind}")
        seen.add(kind)
        learner.go_on()


def half_answered(album: Album, kind: str) -> None:
    """Answer as a pointer would, wherever it lands."""
    page = album.page
    if kind == "locate":
        page.locator("[data-chart] svg").click(position={"x": 120, "y": 90})
    elif kind == "timeline":
        page.get_by_role("button", name="Later:").first.click()
    if kind == "truefalse":
        page.locator("button.option").first.click()
    else:
        page.get_by_role("button", name="Check").click()


def odd_names(album: Album) -> None:
    """Questions with names too long, and with names from right to left."""
    for slug in ("long-names", "right-to-left", "arabic"):
        page = album.page
        page.context.clear_cookies()
        page.goto(f"/sets/{slug}")
        page.get_by_role("button", name="Start this set").click()
        album.take(f"study-{slug}")
        page.locator("[name=response], [name=got_it]").first.click()
        page.locator("[data-feedback]").wait_for()
        album.take(f"feedback-{slug}")
        album.take_all({f"home-{slug}": "/", f"facts-{slug}": f"/sets/{slug}/facts"})


def corrections(album: Album) -> None:
    """What can be done with an answer: more about it, a note, a report, taking it back, a hint."""
    learner, page = Learner(album.page, []), album.page
    page.context.clear_cookies()
    learner.start("Made-up towns")
    learner.answer(right=False)
    page.locator("[data-more] summary").click()
    album.take("more")
    page.get_by_role("button", name="Show related facts").click()
    page.get_by_label("note").first.fill("Like the river at home.")
    page.get_by_role("button", name="Keep the note").click()
    page.get_by_role("button", name="Report this question").click()
    page.wait_for_timeout(300)
    album.take("more-said")
    page.get_by_role("button", name="Take this answer back").click()
    page.get_by_text("The last answer is taken back.").wait_for()
    album.take("undone")
    page.keyboard.press("?")
    album.take("keys")


def coming_back(album: Album) -> None:
    """A learner after a month away, and one who would rather pick than type."""
    learner, page = Learner(album.page, []), album.page
    enter(learner, f"away-{album.name}")
    album.take_all({"home-backlog": "/", "study-backlog": "/study", "reminders": "/settings/reminders"})
    enter(learner, f"picks-{album.name}")
    album.take_all({"home-due": "/"})
    page.goto("/sets/every-kind/study")
    for _ in range(GIVING_UP):
        if not asks(page):
            return
        if learner.kind == "date":
            album.take("study-date-picked")
            return
        with learner.moving_on():
            page.locator("[data-dont-know], [name=got_it]").first.click()
        if page.locator("[data-feedback]").count():
            learner.go_on()


def practising(album: Album) -> None:
    """A practice quiz from its choices to its result."""
    page = album.page
    page.context.clear_cookies()
    page.goto("/practice")
    album.take("practice")
    page.get_by_role("button", name="Begin").click()
    album.take("practice-fault")
    page.locator("[name=sets][value=every-kind]").check()
    page.get_by_label("Questions").fill("4") if page.get_by_label("Questions").count() else None
    page.get_by_role("button", name="Begin").click()
    page.wait_for_load_state()
    album.take("practice-question")
    for _ in range(GIVING_UP):
        if not asks(page):
            break
        page.locator("[data-dont-know], button.option").first.click()
        page.wait_for_timeout(300)
        if page.locator("[data-feedback]").count():
            album.take("practice-feedback")
            page.locator("[data-next]").click()
            page.wait_for_timeout(300)
    if page.get_by_role("button", name="End the quiz here").count():
        page.get_by_role("button", name="End the quiz here").click()
    page.wait_for_load_state()
    album.take("practice-result")


def joining(album: Album) -> None:
    """A question for pairs, half answered."""
    page = album.page
    page.context.clear_cookies()
    page.goto("/practice")
    page.locator("[name=sets][value=karabakh-2020]").check()
    page.get_by_text("Only some kinds of question").click()
    page.locator("[name=kinds][value=matching]").check()
    page.get_by_role("button", name="Begin").click()
    pairs = page.locator(".pairs .column")
    for item, target in ((0, 1), (1, 0)):
        pairs.first.locator("button").nth(item).click()
        pairs.last.locator("button").nth(target).click()
    pairs.first.locator("button").nth(2).click()
    album.take("practice-matching")


def refusals(album: Album) -> None:
    """What is not open, not there, too much at once, or has expired."""
    page = album.page
    enter(Learner(page, []), f"away-{album.name}")
    album.take_all({"error-403": "/teach/", "error-404": "/sets/nowhere"})
    page.goto("/settings")
    page.evaluate("for (const one of document.querySelectorAll('[name=csrf_token]')) one.value = 'old'")
    page.get_by_role("button", name="Keep these settings").click()
    album.take("error-400")
    page.context.clear_cookies()
    for _ in range(GIVING_UP):
        page.goto("/login")
        page.get_by_label("Username or e-mail").fill("nobody")
        page.get_by_label("Password", exact=True).fill("not the right one")
        page.get_by_role("button", name="Sign in").click()
    album.take("error-429")
