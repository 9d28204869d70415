"""Who looks at the pages of the tests, and how they get where they look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from quizapp.config import Settings, read_settings
from quizapp.db.engine import open_engine, open_sessions
from quizapp.services import accounts
from tests.browser.driver import Learner
from tests.browser.past import PASSWORD, sign_in

if TYPE_CHECKING:
    from tests.browser.screenshots import Album

NAMES = count(1)


@contextmanager
def inside(data: Path) -> Iterator[tuple[Session, Settings]]:
    """The database of a site, as a service has it."""
    site = read_settings({"QUIZAPP_DATA": str(data)})
    engine = open_engine(site.database_url)
    with open_sessions(engine)() as session:
        yield session, site
    engine.dispose()


def nobody(album: Album) -> Learner:
    """A browser that nobody has used."""
    album.page.context.clear_cookies()
    return Learner(album.page, [])


def somebody(album: Album) -> accounts.Account:
    """A new account, signed in."""
    name = f"somebody{next(NAMES)}"
    with inside(album.data) as (session, _):
        account = accounts.register(session, None, username=name, password=PASSWORD, now=datetime.now(UTC))
    sign_in(nobody(album), name)
    return account


def pass_until(learner: Learner, kind: str) -> None:
    """Answer until a question of that kind stands there."""
    while learner.kind != kind:
        with learner.moving_on():
            learner.answer()
        if learner.page.locator("[data-feedback]").count():
            learner.go_on()


def send(album: Album, button: str, state: str, **fields: str) -> None:
    """Fill a form by the names of its fields, send it past the browser's own checks, and look."""
    for name, text in fields.items():
        field = album.page.locator(f"main [name={name}]").first
        field.evaluate("(field, text) => { field.value = text }", text)
    album.page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
    album.page.get_by_role("button", name=button).first.click()
    album.take(state)
