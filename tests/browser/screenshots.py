"""Pictures of every page, narrow and wide, light and dark: `make screenshots` puts them into screenshots/."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from quizapp.db.engine import open_engine, open_sessions
from quizapp.services import accounts
from tests.browser import paper_scenes, rare_scenes, scenes
from tests.browser.driver import ARGUMENTS, Learner, asks
from tests.browser.history import make_history
from tests.cli.conftest import Server

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"
SETS = (
    *Path(__file__).with_name("bank").iterdir(),
    *Path(__file__).with_name("gallery").iterdir(),
    *(FOLDER.with_name("question_bank") / name for name in ("karabakh-2020", "world-capitals")),
)
WIDTHS = {"phone": (375, 760), "wide": (1280, 860)}
VISITOR = {
    "home": "/",
    "sign-in": "/login",
    "register": "/register",
    "reset": "/reset",
    "about": "/about",
    "not-found": "/nowhere",
    "progress-empty": "/progress",
    "set": "/sets/every-kind",
}
LEARNER = {
    "home-learner": "/",
    "progress": "/progress",
    "facts": "/sets/every-kind/facts",
    "facts-none-found": "/sets/every-kind/facts?text=atlantis",
    "pace": "/sets/every-kind/settings",
    "settings": "/settings",
    "delete": "/delete",
}
STUDIED = {
    "progress-studied": "/progress",
    "facts-studied": "/sets/every-kind/facts",
    "set-studied": "/sets/every-kind",
    "settings-studied": "/settings",
}
"""Pages of a learner with weeks of study behind them."""
TEACHER = {
    "teach": "/teach/",
    "teach-table": "/teach/table",
    "teach-upload": "/teach/upload",
    "teach-password": "/teach/password",
}
SCENES = (
    scenes.later_kinds,
    scenes.odd_names,
    scenes.corrections,
    scenes.coming_back,
    scenes.practising,
    scenes.joining,
    scenes.refusals,
    *rare_scenes.SCENES,
    *paper_scenes.SCENES,
)
TABLE = "Country\tCapital\nFrance\tParis\nNorway\tOslo\nJapan\tTokyo\nKenya\tNairobi\nPeru\tLima\n"


class Album:
    """The pictures of one width and theme."""

    def __init__(self, page: Page, name: str, data: Path) -> None:
        self.page = page
        self.name = name
        self.data = data

    def take(self, state: str) -> None:
        """One picture of the whole page."""
        self.page.wait_for_timeout(150)
        self.page.screenshot(path=FOLDER / f"{state}.{self.name}.png", full_page=True)

    def take_all(self, pages: dict[str, str]) -> None:
        """A picture of each page."""
        for state, address in pages.items():
            self.page.goto(address)
            self.take(state)


def studying(album: Album) -> None:
    """A question and a feedback of every kind that comes up, and the end of the day."""
    learner = Learner(album.page, [])
    scenes.enter(learner, f"kinds-{album.name}")
    album.page.goto("/sets/every-kind/study")
    seen: set[str] = set()
    for _ in range(60):
        if not asks(album.page):
            break
        kind = learner.kind
        if kind not in seen:
            album.take(f"study-{kind}")
        with learner.moving_on():
            learner.answer(right=f"{kind}-right" not in seen or f"{kind}-wrong" in seen)
        if kind == "show":
            seen.add(kind)
            continue
        state = f"{kind}-{'right' if learner.verdict == 'Right' else 'wrong'}"
        if state not in seen:
            album.take(f"feedback-{state}")
        seen |= {kind, state}
        learner.go_on()
    album.take("study-done")


def teaching(album: Album, secret: str) -> None:
    """The pages for instructors, a table looked at and a table with faults."""
    page = album.page
    sign_in(page, "teacher", secret)
    album.take_all(TEACHER)
    for state, table in {"teach-preview": TABLE, "teach-faults": TABLE + "Peru\tCuzco\n"}.items():
        page.goto("/teach/table")
        page.get_by_label("Title of the set").fill("Capitals")
        page.get_by_label("The table", exact=True).fill(table)
        page.get_by_role("button", name="Look at the questions").click()
        album.take(state)


def having_studied(album: Album, secret: str) -> None:
    """The pages of progress with something to show, and the history of a card."""
    sign_in(album.page, "leyla", secret)
    album.take_all(STUDIED)
    album.page.goto("/sets/every-kind/facts")
    album.page.locator(".facts-table th a").first.click()
    album.take("card-studied")
    album.page.goto("/sets/every-kind/settings")
    album.page.get_by_label("Day of an exam").fill(f"{datetime.now(UTC) + timedelta(days=60):%Y-%m-%d}")
    album.page.get_by_role("button", name="Keep these settings").click()
    album.take("pace-exam")


def sign_in(page: Page, name: str, secret: str) -> None:
    """Leave whoever is signed in, and sign in."""
    page.context.clear_cookies()
    page.goto("/login")
    page.get_by_label("Username or e-mail").fill(name)
    page.get_by_label("Password", exact=True).fill(secret)
    page.get_by_role("button", name="Sign in").click()


@contextmanager
def albums(browser: Browser, server: Server) -> Iterator[list[Album]]:
    """One browser profile for each width and theme."""
    made = []
    for width, (across, down) in WIDTHS.items():
        for theme in ("light", "dark"):
            context = browser.new_context(
                base_url=server.address,
                viewport={"width": across, "height": down},
                color_scheme=theme,
                locale="en-GB",
                timezone_id="Asia/Baku",
                is_mobile=width == "phone",
                has_touch=width == "phone",
            )
            made.append(Album(context.new_page(), f"{width}-{theme}", server.data))
    yield made


def make_bank(folder: Path) -> Path:
    """A question bank of sets for the tests, odd ones and shipped ones."""
    for made in SETS:
        shutil.copytree(made, folder / made.name)
    return folder


def main(*only: str) -> None:
    """Take all pictures of a site made for it, or those of the albums that are named."""
    chromium = shutil.which("chromium") or sys.exit("screenshots need Chromium: apt-get install chromium")
    FOLDER.mkdir(exist_ok=True)
    secret = "correct horse battery"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bank = make_bank(Path(folder) / "bank")
        server = Server(Path(folder) / "data", environment={"QUIZAPP_QUESTION_BANK": str(bank)}).start()
        try:
            make_teacher(server, secret)
            make_history(server.data, "leyla", secret, "every-kind", days=30)
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            with albums(browser, server) as made:
                for album in (one for one in made if not only or one.name in only):
                    scenes.past_learners(server.data, album.name)
                    rare_scenes.mixed_up(server.data, f"mixed-{album.name}")
                    album.take_all(VISITOR)
                    scenes.views(album)
                    studying(album)
                    album.take_all(LEARNER)
                    having_studied(album, secret)
                    teaching(album, secret)
                    for scene in SCENES:
                        scene(album)
        finally:
            server.end()


def make_teacher(server: Server, secret: str) -> None:
    """An instructor's account, made in the site's database."""
    engine = open_engine(f"sqlite:///{server.data / 'quizapp.sqlite3'}")
    with open_sessions(engine)() as session:
        accounts.register(
            session,
            None,
            username="teacher",
            password=secret,
            roles=("learner", "instructor"),
            now=datetime.now(UTC),
        )
    engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
