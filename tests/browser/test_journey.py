"""The whole way of a guest: ten questions, their sources, an account, and a restart of the server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import site
from tests.browser.driver import Learner


def test_a_guest_learns_registers_and_finds_everything_after_a_restart(
    visit: Callable[..., Learner], tmp_path: Path
) -> None:
    server = site(tmp_path / "data").start()
    learner = visit(server.address)
    learner.start("Made-up towns")
    kinds = answer_some(learner, 10)
    assert "choice" in kinds
    register(learner)
    before = learner.answers_today()
    server.end()

    again = site(tmp_path / "data").start()
    learner.page.context.close()
    later = visit(again.address)
    later.page.goto("/login")
    later.page.get_by_label("Username or e-mail").fill("leyla")
    later.page.get_by_label("Password", exact=True).fill("correct horse battery")
    later.page.get_by_role("button", name="Sign in").click()
    assert later.answers_today() == before
    again.end()


def answer_some(learner: Learner, count: int) -> set[str]:
    """Answer by turns wrong and right, reading every feedback; returns the kinds that came up."""
    kinds, answered = set(), 0
    while answered < count:
        if learner.page.get_by_role("button", name="Go on with more").count():
            learner.page.get_by_role("button", name="Go on with more").click()
            learner.page.locator("[data-task]").wait_for()
        right = answered % 2 == 1
        with learner.moving_on():
            kinds.add(kind := learner.answer(right=right))
        if kind == "show":
            continue
        answered += 1
        assert learner.verdict == ("Right" if right else "Not this time")
        expect(learner.page.locator(".source")).to_contain_text("An atlas that nobody printed")
        learner.go_on()
    return kinds


def register(learner: Learner) -> None:
    """Make an account."""
    learner.page.goto("/register")
    learner.page.get_by_label("Username").fill("leyla")
    learner.page.get_by_label("Password", exact=True).fill("correct horse battery")
    learner.page.get_by_role("button", name="Make the account").click()
    expect(learner.page.get_by_text("Welcome, leyla")).to_be_visible()


def test_the_next_question_comes_without_a_reload(guest: Learner) -> None:
    guest.page.evaluate("window.sameDocument = true")
    guest.answer()
    guest.go_on()
    assert guest.page.evaluate("window.sameDocument")
    assert guest.said == []


def test_a_study_page_weighs_less_than_100_kb(guest: Learner) -> None:
    weights: list[int] = []
    guest.page.context.clear_cookies(name="none")
    guest.page.on(
        "response", lambda response: weights.append(int(response.headers.get("content-length", "0")))
    )
    guest.page.context.new_cdp_session(guest.page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    guest.page.reload()
    guest.page.wait_for_load_state("networkidle")
    assert 0 < sum(weights) < 100_000


def test_no_other_host_is_asked_for_anything(guest: Learner) -> None:
    asked: set[str] = set()
    guest.page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    for address in ("/", "/sets/every-kind", "/sets/every-kind/study", "/progress", "/about", "/settings"):
        guest.page.goto(address)
    assert len(asked) == 1
