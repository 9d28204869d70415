"""The pages for instructors."""

from __future__ import annotations

import io
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.services import accounts, library
from quizapp.web.extensions import database
from tests.web.conftest import TABLE, Page

PLANETS = "Planet\tMoons\n" + "\n".join(f"Planet {n}\t{n * 3}" for n in range(1, 21))


def slugs(app: Flask) -> list[str]:
    with app.app_context():
        return [item.slug for item in library.list_sets(database())]


@pytest.mark.parametrize(
    "address", ["/teach/", "/teach/table", "/teach/upload", "/teach/password", "/teach/reports"]
)
def test_learners_and_guests_are_kept_out(
    client: FlaskClient, account: Callable[..., accounts.Account], sign_in: Page, address: str
) -> None:
    assert client.get(address).status_code in (302, 303)
    account()
    sign_in()
    assert client.get(address).status_code == 403


@pytest.mark.usefixtures("instructor")
def test_a_pasted_table_shows_its_questions_and_publishes_nothing_yet(post: Page, app: Flask) -> None:
    response = post("/teach/table", {"title": "Moons", "table": PLANETS})
    assert response.status_code == 200
    assert "Planet 7" in response.text
    assert slugs(app) == ["capitals"]


@pytest.mark.usefixtures("instructor")
def test_a_pasted_table_is_published_under_its_title(post: Page, app: Flask, client: FlaskClient) -> None:
    response = post("/teach/table", {"title": "Moons of made-up planets", "table": PLANETS, "publish": "1"})
    assert response.location == "/sets/moons-of-made-up-planets"
    assert "Moons of made-up planets" in client.get(response.location).text


@pytest.mark.usefixtures("instructor")
def test_a_table_without_titles_gets_them(post: Page) -> None:
    rows = PLANETS.partition("\n")[2]
    data = {"title": "Moons", "table": rows, "headless": "y", "header": "Planet, Moons"}
    assert "Planet 1" in post("/teach/table", data).text


@pytest.mark.usefixtures("instructor")
def test_a_faulty_table_is_told_line_by_line_and_kept_in_the_form(post: Page, app: Flask) -> None:
    response = post("/teach/table", {"title": "Moons", "table": PLANETS + "\nPlanet 1\t4", "publish": "1"})
    assert response.status_code == 422
    assert "Line 22, column 1" in response.text
    assert "Planet 20" in response.text
    assert slugs(app) == ["capitals"]


def upload(post: Page, text: bytes, name: str = "set.yaml"):  # type: ignore[no-untyped-def]
    data = {"file": (io.BytesIO(text), name)}
    return post("/teach/upload", data, content_type="multipart/form-data")


@pytest.mark.usefixtures("instructor")
def test_an_uploaded_table_is_published(post: Page, app: Flask) -> None:
    response = upload(post, TABLE.encode(), "big-cities.tsv")
    assert response.location == "/sets/big-cities"


@pytest.mark.usefixtures("instructor")
@pytest.mark.parametrize(
    ("text", "name"),
    [
        (b"set: x\ntitle: [1, 2", "set.yaml"),
        (b"set: x\ntitle: X\nentities:\n  a: {type: nowhere, names: [A]}\n", "set.yaml"),
        (b"a: &x [1]\nb: *x\n", "set.yaml"),
        (b"\xff\xfe\x00", "set.yaml"),
        (b"MZ", "set.exe"),
        (b"", "set.yaml"),
    ],
)
def test_a_broken_or_hostile_file_is_refused_plainly_and_changes_nothing(
    post: Page, app: Flask, text: bytes, name: str
) -> None:
    response = upload(post, text, name)
    assert response.status_code == 422
    assert 'role="alert"' in response.text or "fault" in response.text
    assert slugs(app) == ["capitals"]


@pytest.mark.usefixtures("instructor")
def test_a_learner_gets_a_link_that_works(
    post: Page, account: Callable[..., accounts.Account], client: FlaskClient
) -> None:
    account("learner")
    response = post("/teach/password", {"name": "learner"})
    link = response.text.partition('value="http://localhost')[2].partition('"')[0]
    assert client.get(link).status_code == 200


@pytest.mark.usefixtures("instructor")
@pytest.mark.parametrize("name", ["teacher", "nobody"])
def test_an_instructor_opens_no_account_but_a_learner_s(post: Page, name: str) -> None:
    response = post("/teach/password", {"name": name})
    assert response.status_code == 422
    assert "/link/reset/" not in response.text


@pytest.mark.usefixtures("instructor")
def test_questions_of_another_program_become_a_set(post: Page, app: Flask) -> None:
    gift = "::one:: Which town is farthest north? {=Oslo ~Rome ~Lima}\n\n::two:: Is Oslo in Norway? {T}\n"
    response = upload(post, gift.encode(), "northern-towns.gift")
    assert response.status_code in (200, 303)
    assert slugs(app) == ["capitals", "northern-towns"]


@pytest.mark.usefixtures("instructor")
@pytest.mark.parametrize("name", ["deck.apkg", "table.xlsx", "package.zip", "quiz.xml"])
def test_a_damaged_file_of_another_program_changes_nothing(post: Page, app: Flask, name: str) -> None:
    response = upload(post, b"PK\x03\x04 not what it says", name)
    assert response.status_code == 422
    assert "Traceback" not in response.text
    assert slugs(app) == ["capitals"]


def test_reports_are_read_and_closed_on_a_page(
    account: Callable[..., accounts.Account], sign_in: Page, client: FlaskClient, post: Page, reported: UUID
) -> None:
    account("root", ("learner", "admin"))
    sign_in("root")
    page = client.get("/teach/reports").text
    assert "&lt;b&gt;two&lt;/b&gt; of these are right" in page
    closed = post(f"/teach/reports/{reported}", {"status": "taken"}, page="/teach/reports")
    assert closed.location == "/teach/reports"
    assert "Nothing is open" in client.get("/teach/reports").text
