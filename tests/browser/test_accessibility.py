"""axe objects to nothing in any state of any page, light or dark: of whatever is pictured, and of more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser import form_states, paper_scenes, rare_scenes, scenes, states
from tests.browser.axe import objections
from tests.browser.driver import Learner
from tests.browser.history import make_history
from tests.browser.past import PASSWORD
from tests.browser.screenshots import (
    LEARNER,
    VISITOR,
    Album,
    having_studied,
    make_bank,
    make_teacher,
    studying,
    teaching,
)
from tests.cli.conftest import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAME = "looked-at"


class Inspection(Album):
    """An album whose pictures are looked at instead of kept."""

    seen: list[str]
    faults: list[str]

    def take(self, state: str) -> None:
        self.page.wait_for_load_state()
        self.seen.append(state)
        self.faults += [f"{state}: {one}" for one in objections(self.page)]
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.faults.append(f"{state}: scrolls sideways")


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Server]:
    """A site with all sets and people that the pictures need."""
    assert chromium
    folder = tmp_path_factory.mktemp("gallery")
    bank = make_bank(folder / "bank")
    states.write_today(bank)
    server = Server(folder / "data", environment={"QUIZAPP_QUESTION_BANK": str(bank)}).start()
    make_teacher(server, PASSWORD)
    make_history(server.data, "leyla", PASSWORD, "every-kind", days=12)
    scenes.past_learners(server.data, NAME)
    rare_scenes.mixed_up(server.data, f"mixed-{NAME}")
    yield server
    server.end()


@pytest.fixture
def inspection(browser: Browser, gallery: Server) -> Iterator[Inspection]:
    context = browser.new_context(
        base_url=gallery.address,
        viewport={"width": 375, "height": 760},
        has_touch=True,
        locale="en-GB",
        timezone_id="Asia/Baku",
        reduced_motion="reduce",
        service_workers="block",
        bypass_csp=True,
    )
    context.set_default_timeout(20_000)
    made = Inspection(context.new_page(), NAME, gallery.data)
    made.seen, made.faults = [], []
    yield made
    context.close()


def pages(album: Album) -> None:
    """Pages of a visitor, and of a learner with little behind them."""
    album.take_all(VISITOR)
    scenes.enter(Learner(album.page, []), f"kinds-{album.name}")
    album.take_all(LEARNER)


def studied(album: Album) -> None:
    having_studied(album, PASSWORD)


def taught(album: Album) -> None:
    teaching(album, PASSWORD)


WAYS: tuple[Callable[[Album], None], ...] = (
    pages,
    scenes.views,
    studying,
    studied,
    taught,
    scenes.later_kinds,
    scenes.odd_names,
    scenes.corrections,
    scenes.coming_back,
    scenes.practising,
    scenes.joining,
    scenes.refusals,
    *(scene for scene in rare_scenes.SCENES if scene is not rare_scenes.languages),
    paper_scenes.broken,
    *states.WAYS,
    *form_states.WAYS,
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_axe_objects_to_nothing(way: Callable[[Album], None], inspection: Inspection) -> None:
    way(inspection)
    assert inspection.seen
    assert not inspection.faults


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_scrolls_sideways(visit: Callable[..., Learner], server: Server, width: int) -> None:
    learner = visit(server.address, viewport={"width": width, "height": 800})
    learner.start("Made-up towns")
    for address in (*LEARNER.values(), "/sets/every-kind", "/sets/every-kind/study", "/about", "/login"):
        learner.page.goto(address)
        assert learner.page.evaluate("document.documentElement.scrollWidth") <= width, address
