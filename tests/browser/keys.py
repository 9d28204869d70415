"""Every kind of question answered by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.driver import BAKERS, Learner

if TYPE_CHECKING:
    from playwright.sync_api import Page


def typed(learner: Learner) -> str:
    """What to type: the right answer to a question about a town or a bakery."""
    baker = next((name for place, name in BAKERS.items() if place in learner.stem), "")
    return baker or learner.fact()


def reach(page: Page, selector: str) -> None:
    """Go on by Tab until the focus is there."""
    for _ in range(40):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {selector}")


def press_an_answer(learner: Learner, kind: str) -> None:
    """Answer by keys."""
    page, keys = learner.page, learner.page.keyboard
    if kind == "choice":
        texts = page.locator("button.option").all_inner_texts()
        keys.press(str(next(n for n, text in enumerate(texts, 1) if learner.fact() in text)))
    elif kind == "truefalse":
        keys.press("1")
    elif kind == "show":
        keys.press("Enter")
    elif kind == "flashcard":
        keys.press("Enter")
        keys.press("3")
    elif kind in ("typed", "cloze", "date", "number"):
        reach(page, "input[name=response]")
        keys.type(typed(learner))
        keys.press("Enter")
    else:
        press_parts(page, kind)
        reach(page, "form.answer button[type=submit]:not([name])")
        keys.press("Enter")


def press_parts(page: Page, kind: str) -> None:
    """Choose, point, put in order or join by keys what is checked afterwards."""
    keys = page.keyboard
    if kind == "multiple":
        keys.press("1")
        keys.press("2")
    elif kind == "locate":
        reach(page, "[data-chart]")
        for key in ("ArrowRight", "Shift+ArrowDown", "ArrowUp"):
            keys.press(key)
        expect(page.locator("[data-where]")).to_contain_text("°")
    elif kind == "timeline":
        reach(page, "[data-move='1']")
        keys.press("Enter")
    else:
        for place in range(1, page.locator(".pairs .column").first.locator("button").count() + 1):
            keys.press(str(place))
            keys.press(str(place))
