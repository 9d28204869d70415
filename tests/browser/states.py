"""States of pages that need no picture, since others show the same parts; axe looks at them, too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.driver import asks
from tests.browser.past import live, sign_in
from tests.browser.rare_scenes import LANGUAGES
from tests.browser.visitors import nobody, pass_until

if TYPE_CHECKING:
    from tests.browser.screenshots import Album

GIVING_UP = 30
"""Steps after which a walk ends."""
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


def write_today(bank: Path) -> None:
    """Add to a question bank a set that speaks of today."""
    folder = bank / "this-day"
    folder.mkdir()
    folder.joinpath("set.yaml").write_text(TODAY.format(datetime.now(UTC)))


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


def say_of_answer(album: Album, button: str) -> None:
    """Press a button of "more about this answer", and look."""
    album.page.locator("[data-more] summary").click()
    album.page.get_by_role("button", name=button).click()
    album.page.locator(".notice").first.wait_for()
    album.take(f"after: {button}")


def corrected(album: Album) -> None:
    """After "my answer was right", "I know this already", "put aside" and "show me first"."""
    page = album.page
    live(album.data, "corrects", "every-kind", days=1)
    learner = nobody(album)
    sign_in(learner, "corrects")
    page.goto("/sets/every-kind/study")
    pass_until(learner, "typed")
    learner.answer(right=False)
    say_of_answer(album, "My answer was right")
    for button in ("I know this already", "Put this fact aside"):
        learner = nobody(album)
        learner.start("Made-up towns")
        learner.answer()
        say_of_answer(album, button)
    learner = nobody(album)
    learner.start("Made-up towns")
    for _ in range(GIVING_UP):
        if page.get_by_role("button", name="Show me first").count():
            album.take("show-first-offered")
        if not asks(page):
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


WAYS: tuple[Callable[[Album], None], ...] = (
    searching,
    corrected,
    revealed,
    timed,
    nothing_due,
    off_the_net,
    spoken,
)
