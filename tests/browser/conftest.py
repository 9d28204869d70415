"""A real Chromium against a real server, each test with a browser profile of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.driver import ARGUMENTS, Learner
from tests.cli.conftest import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

BANK = Path(__file__).with_name("bank")
PLACES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "browser tests need Chromium on the PATH: apt-get install chromium"
PATIENCE_MS = 30_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker drives the browser, while the others run what is quick.

    A busy machine can make a page late for its step: such a test is tried once more, and the summary says so.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is; without it these tests are skipped, and fail where CI is set."""
    found = next((path for name in PLACES if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI"):
        pytest.fail(MISSING, pytrace=False)
    return found or pytest.skip(MISSING)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Server]:
    """A site with one set in which every kind comes up; shared, since each browser is another guest."""
    assert chromium
    started = site(tmp_path_factory.mktemp("site") / "data").start()
    yield started
    started.end()


def site(data: Path) -> Server:
    """A server on a data folder, not started."""
    return Server(data, environment={"QUIZAPP_QUESTION_BANK": str(BANK)})


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Learner]]:
    """Opens a browser profile on an address; its console must stay silent."""
    opened: list[tuple[BrowserContext, list[str]]] = []

    def open_profile(address: str, **options: object) -> Learner:
        settings = {"viewport": {"width": 375, "height": 740}, "timezone_id": "Asia/Baku", "locale": "en-GB"}
        settings |= {"service_workers": "block"}
        context = browser.new_context(base_url=address, **(settings | options))  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        said: list[str] = []
        context.on("weberror", lambda error: said.append(str(error.error)))
        context.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        opened.append((context, said))
        return Learner(context.new_page(), said)

    yield open_profile
    for context, _ in opened:
        context.close()


@pytest.fixture
def guest(visit: Callable[..., Learner], server: Server) -> Learner:
    """A visitor at the first question of the set."""
    learner = visit(server.address)
    learner.start("Made-up towns")
    return learner
