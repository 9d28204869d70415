"""States of forms and of errors that need no picture; axe looks at them, too."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.services import accounts, reminders
from tests.browser.past import sign_in
from tests.browser.visitors import inside, nobody, send, somebody

if TYPE_CHECKING:
    from tests.browser.screenshots import Album

LONG_FORM = """size => {
  const form = document.createElement('form');
  form.method = 'post';
  form.innerHTML = '<textarea name="text"></textarea>';
  form.elements.text.value = 'x'.repeat(size);
  document.body.append(form);
  form.submit();
}"""


def letters(album: Album) -> None:
    """Where links lead that are sent or handed over, while they work and afterwards."""
    account = somebody(album)
    now = datetime.now(UTC)
    with inside(album.data) as (session, site):
        first = accounts.make_link(session, "first-admin", now)
        reset = accounts.make_link(session, "reset", now, user_id=account.id)
        stop = reminders.stop_text(site, account.learner_id)
    album.take_all({"stop": f"/reminders/stop/{stop}"})
    album.page.get_by_role("button", name="End them").click()
    album.take("stopped")
    nobody(album)
    album.take_all({"first-admin": f"/link/first-admin/{first}", "new-password": f"/link/reset/{reset}"})
    send(album, "Set it", "new-password-fault", password="short")
    album.take_all({"error-410": "/link/reset/used-up"})


def own_forms(album: Album) -> None:
    """Each form of settings with faults, and once taken."""
    somebody(album)
    page = album.page
    page.goto("/settings")
    send(
        album, "Keep these settings", "settings-faults", zone="Atlantis", new_per_day="-3", rollover_hour="x"
    )
    page.goto("/settings")
    send(album, "Keep these settings", "settings-kept", zone="Asia/Tokyo")
    page.goto("/settings/reminders")
    send(album, "Keep this", "reminders-kept")
    page.goto("/settings/calendar")
    send(album, "Make its address", "calendar-address")
    page.goto("/settings/calendar")
    album.take("calendar-made")
    album.take_all({"pace-not-started": "/sets/every-kind/settings"})
    page.goto("/change")
    album.take("change-password")
    send(album, "Change it", "change-password-faults", password="wrong", new_password="a")
    page.goto("/delete")
    send(album, "Delete everything", "delete-fault", password="not the right one")
    page.goto("/sets/every-kind")
    page.get_by_role("button", name="Start this set").click()
    page.goto("/sets/every-kind/settings")
    send(album, "Keep these settings", "pace-faults", new_per_day="1000", exam_day="1999-01-01")


def other_errors(album: Album) -> None:
    """Errors that no link leads to: 405, 409, 413 and 500."""
    learner, page = nobody(album), album.page
    learner.start("Made-up towns")
    album.take_all({"error-405": "/settings/zone"})
    page.goto("/settings")
    page.evaluate(LONG_FORM, 100_000)
    page.locator(".fault-page").wait_for()
    album.take("error-413")
    with broken(album.data):
        page.goto("/sets/every-kind/study")
        page.locator(".fault-page").wait_for()
        album.take("error-500")


@contextmanager
def broken(data: Path) -> Iterator[None]:
    """While the database holds zones of time that there are not."""
    with closing(sqlite3.connect(data / "quizapp.sqlite3", isolation_level=None)) as other:
        kept = other.execute("SELECT zone, learner_id FROM learner").fetchall()
        other.execute("UPDATE learner SET zone = 'Nowhere/Atlantis'")
        try:
            yield
        finally:
            other.executemany("UPDATE learner SET zone = ? WHERE learner_id = ?", kept)


def taught_more(album: Album) -> None:
    """Every page that the teacher's first page leads to, and each form with a fault."""
    page = album.page
    sign_in(nobody(album), "teacher")
    page.goto("/teach/")
    links = page.locator("main a[href^='/teach/']")
    album.take_all({address: address for address in {str(one.get_attribute("href")) for one in links.all()}})
    page.goto("/teach/password")
    send(album, "Make", "teach-password-fault", name="nobody at all")
    page.goto("/teach/password")
    send(album, "Make", "teach-password-link", name=f"kinds-{album.name}")
    page.goto("/teach/upload")
    send(album, "Check and publish", "teach-upload-nothing")


WAYS: tuple[Callable[[Album], None], ...] = (letters, own_forms, other_errors, taught_more)
