"""Studying by the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.driver import Learner

SET_BUTTONS = ("Start: Made-up towns", "Study: Made-up towns")


def test_a_set_is_started_by_tab_and_enter(guest: Learner) -> None:
    page = guest.page
    page.goto("/")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("aria-label") in SET_BUTTONS:
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/study")


def test_a_number_answers_and_enter_goes_on(guest: Learner) -> None:
    page = guest.page
    first = guest.stem
    page.keyboard.press("2")
    page.locator("[data-feedback]").wait_for()
    expect(page.locator("[data-next]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#stem")).not_to_have_text(first)


def test_arrows_move_and_enter_chooses(guest: Learner) -> None:
    page = guest.page
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("button.option").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("button.option").nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("[data-feedback]").wait_for()


def test_u_takes_the_answer_back(guest: Learner) -> None:
    page = guest.page
    first = guest.stem
    page.keyboard.press("1")
    page.locator("[data-feedback]").wait_for()
    page.keyboard.press("u")
    expect(page.locator("#stem")).to_have_text(first)


def test_the_question_mark_lists_the_keys(guest: Learner) -> None:
    page = guest.page
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
