"""Whole sessions over all kinds, without scripts and by keys alone: the log holds what was answered, once."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.driver import Learner, asks
from tests.browser.keys import press_an_answer, typed
from tests.browser.log import TITLES, Line, answers_today
from tests.browser.past import live, sign_in
from tests.cli.conftest import Server

KINDS = {
    "choice",
    "multiple",
    "truefalse",
    "typed",
    "cloze",
    "date",
    "number",
    "flashcard",
    "locate",
    "timeline",
}
"""Those of a study session; pairs have tests of their own."""
LEFT_OUT = 2
"""Kinds that a day may pass over: which ones a card is asked by is drawn with the site's own secret."""
MOST = 200


def returned(visit: Callable[..., Learner], server: Server, name: str, **options: object) -> Learner:
    """A learner to whom every kind comes back today, at the first question of all their sets."""
    live(server.data, name, "every-place", yesterday=("every-kind", "every-list"))
    learner = visit(server.address, **options)
    sign_in(learner, name)
    learner.page.goto("/study")
    return learner


def noted(learner: Learner, kind: str) -> Line:
    """The kind, and what the page says of the answer."""
    learner.page.locator("[data-feedback]").wait_for()
    return kind, TITLES.get(learner.verdict, False)


def test_without_scripts(visit: Callable[..., Learner], server: Server) -> None:
    learner = returned(visit, server, "plain", java_script_enabled=False)
    told: list[Line] = []
    for _ in range(MOST):
        if not asks(learner.page):
            break
        kind = learner.kind
        answer_plainly(learner, kind)
        if kind != "show":
            told.append(noted(learner, kind))
            learner.page.locator("[data-next]").click()
    assert len(KINDS - {kind for kind, _ in told}) <= LEFT_OUT
    assert answers_today(server.data, "plain") == told


def answer_plainly(learner: Learner, kind: str) -> None:
    """Answer by what a page without scripts has."""
    page = learner.page
    if kind == "show":
        page.get_by_role("button", name="Got it").click()
    elif kind == "choice":
        page.locator("button.option").filter(has_text=learner.fact()).click()
    elif kind == "truefalse":
        page.locator("button.option").first.click()
    elif kind == "flashcard":
        page.locator("summary[data-reveal]").click()
        page.get_by_role("button", name="Good").click()
    else:
        prepare_plainly(page, kind, learner)
        page.get_by_role("button", name="Check").click()


def prepare_plainly(page: Page, kind: str, learner: Learner) -> None:
    """Fill what "Check" sends."""
    if kind == "multiple":
        for place in (0, 1):
            page.locator("label.option input").nth(place).check()
    elif kind == "locate":
        page.get_by_role("button", name="North").click()
        page.get_by_role("button", name="East").click()
    elif kind == "timeline":
        for place, select in enumerate(page.locator(".order select").all(), 1):
            select.select_option(str(place))
    elif kind == "matching":
        for place, select in enumerate(page.locator(".pair select").all(), 1):
            select.select_option(index=place)
    else:
        page.locator("input[name=response]").fill(typed(learner))


def test_by_keys_alone(visit: Callable[..., Learner], server: Server) -> None:
    learner = returned(visit, server, "keys")
    keys, told, taken_back = learner.page.keyboard, list[Line](), False
    for _ in range(MOST):
        if not asks(learner.page):
            break
        kind = learner.kind
        with learner.moving_on():
            press_an_answer(learner, kind)
        if kind == "show":
            continue
        said = noted(learner, kind)
        if kind == "choice" and not taken_back:
            taken_back = take_back(learner)
            continue
        told.append(said)
        keys.press("Enter")
        learner.page.locator("[data-feedback]").wait_for(state="detached")
    assert len(KINDS - {kind for kind, _ in told}) <= LEFT_OUT
    assert answers_today(server.data, "keys") == told


def take_back(learner: Learner) -> bool:
    """Take the answer back, and look what keys there are."""
    keys = learner.page.keyboard
    with learner.moving_on():
        keys.press("u")
    keys.press("?")
    expect(learner.page.get_by_role("dialog", name="Keys")).to_be_visible()
    keys.press("Escape")
    return True
