"""What a learner does on the study page, whatever kind of question stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FACTS = {
    "Ashford": ("Merle", "1204", "Okafor", "7", "Slow and steady"),
    "Brindle": ("Tavy", "1310", "Petersen", "12", "Always open"),
    "Corvane": ("Sorn", "1467", "Ibrahim", "23", "By the water"),
    "Duskwell": ("Ilme", "1588", "Novak", "4", "Light at night"),
    "Elmsted": ("Rhuve", "1623", "Castellan", "16", "Under the trees"),
    "Farrow": ("Quint", "1702", "Hoshino", "31", "Plough on"),
    "Gant": ("Oster", "1759", "Lindqvist", "9", "We build"),
    "Holm": ("Veld", "1815", "Marchetti", "2", "Alone together"),
}
"""Town to river, year, mayor, bridges and motto: the set of the tests."""
BAKERS = {"hill": "Amundsen", "bridge": "Brightwater", "square": "Castellane"}
"""Of the set with lists."""
ASKED = ("river", "founded", "mayor", "bridges", "motto")
WRONG = {"founded": "1999", "mayor": "Nobody", "bridges": "500"}


def asks(page: Page) -> bool:
    """Whether a question or a fact stands there, once all of the page is there."""
    page.wait_for_load_state()
    return page.locator("[data-task]").count() > 0


class Learner:
    """A browser at the site, and what its console said."""

    def __init__(self, page: Page, said: list[str]) -> None:
        self.page = page
        self.said = said

    def start(self, title: str) -> None:
        """From the home page to the first question."""
        self.page.goto("/")
        self.page.get_by_role("button", name=f"Start: {title}").click()
        self.page.wait_for_url("**/study")

    @property
    def stem(self) -> str:
        """The question that stands there, or what is shown of a new fact."""
        return self.page.locator("#stem").inner_text()

    @property
    def kind(self) -> str:
        """The kind of the question; `show` for a fact that is only shown."""
        if self.page.locator("[name=got_it]").count():
            return "show"
        return self.page.locator("form.answer [name=kind]").input_value()

    def fact(self) -> str:
        """The right answer to the question that stands there."""
        town = next(town for town in FACTS if town in self.stem)
        return FACTS[town][next(n for n, word in enumerate(ASKED) if word in self.stem)]

    @contextmanager
    def moving_on(self) -> Iterator[None]:
        """Wait until what stood on the stage has been replaced."""
        stood = self.page.locator("#stage > *").first.element_handle()
        yield
        self.page.wait_for_function("element => !element.isConnected", arg=stood)

    def answer(self, *, right: bool = True) -> str:
        """Answer what stands there, in the way of its kind; returns the kind."""
        kind = self.kind
        if kind == "show":
            self.page.get_by_role("button", name="Got it").click()
        elif kind == "choice":
            options = self.page.locator("button.option")
            fact = self.fact()
            options.filter(**{"has_text" if right else "has_not_text": fact}).first.click()
        elif kind == "flashcard":
            self.page.locator("summary[data-reveal]").click()
            self.page.get_by_role("button", name="Good" if right else "Again").click()
        else:
            word = next(word for word in ASKED if word in self.stem)
            self.page.locator("input[name=response]").fill(self.fact() if right else WRONG[word])
            self.page.get_by_role("button", name="Check").click()
        if kind != "show":
            self.page.locator("[data-feedback]").wait_for()
        return kind

    @property
    def verdict(self) -> str:
        """What the feedback says."""
        return self.page.locator("#verdict").inner_text().strip()

    def go_on(self) -> None:
        """From the feedback to what comes next."""
        self.page.locator("[data-next]").click()
        self.page.locator("[data-feedback]").wait_for(state="detached")

    def answers_today(self) -> int:
        """The figure of the progress page, which is opened beside what stands here."""
        progress = self.page.context.new_page()
        progress.goto("/progress")
        said = progress.locator(".figures").inner_text()
        progress.close()
        found = re.search(r"(\d+)\s+answers today", said)
        assert found, said
        return int(found[1])
