"""The whole application on a real SQLite file, with one small set published."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp.app import create_app
from quizapp.bank.load import document_of_text
from quizapp.config import Settings
from quizapp.services import accounts, library, reports, study
from quizapp.web.extensions import database, seal

TABLE = "Country\tCapital\n" + "\n".join(
    f"{country}\t{capital}"
    for country, capital in [
        ("France", "Paris"),
        ("Norway", "Oslo"),
        ("Japan", "Tokyo"),
        ("Kenya", "Nairobi"),
        ("Peru", "Lima"),
        ("Egypt", "Cairo"),
        ("Austria", "Vienna"),
        ("Portugal", "Lisbon"),
    ]
)
PASSWORD = "correct horse battery"
Page = Callable[..., TestResponse]


@pytest.fixture
def settings(tmp_path: Path, migrated_file: Path) -> Settings:
    shutil.copy(migrated_file, tmp_path / "quizapp.sqlite3")
    return Settings(
        data=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'quizapp.sqlite3'}",
        secret_key="a key of the tests",
        question_bank=tmp_path / "question_bank",
    )


@pytest.fixture
def app(settings: Settings) -> Flask:
    made = create_app(settings)
    with made.app_context():
        library.publish(database(), document_of_text(TABLE, "capitals.tsv"), None, datetime.now(UTC))
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def post(client: FlaskClient) -> Page:
    """Posts a form of a page: its token is read from the page first."""

    def send(address: str, data: dict[str, Any] | None = None, page: str = "", **extra: Any) -> TestResponse:
        token = token_of(client.get(page or address))
        return client.post(address, data={"csrf_token": token} | (data or {}), **extra)

    return send


@pytest.fixture
def account(app: Flask) -> Callable[..., accounts.Account]:
    """Makes an account."""

    def make(name: str = "aygun", roles: tuple[accounts.Role, ...] = ("learner",)) -> accounts.Account:
        with app.app_context():
            return accounts.register(
                database(), None, password=PASSWORD, username=name, roles=roles, now=datetime.now(UTC)
            )

    return make


@pytest.fixture
def sign_in(post: Page) -> Page:
    def send(name: str = "aygun", password: str = PASSWORD) -> TestResponse:
        return post("/login", {"email": name, "password": password})

    return send


@pytest.fixture
def instructor(account: Callable[..., accounts.Account], sign_in: Page) -> accounts.Account:
    """An instructor who is signed in."""
    made = account("teacher", ("learner", "instructor"))
    sign_in("teacher")
    return made


@pytest.fixture
def reported(app: Flask) -> UUID:
    """A guest's report on a question of the site's set."""
    with app.app_context():
        time = datetime.now(UTC)
        guest = accounts.create_guest(database(), time, "UTC")
        task = study.next_question(database(), seal(), guest, "capitals", time).task
        assert task is not None
        study.report_question(
            database(), seal(), guest, task.question_id, text="<b>two</b> of these are right", now=time
        )
        return reports.open_reports(database(), None, administrator=True)[0].report_id


def token_of(response: TestResponse) -> str:
    found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', response.text)
    assert found, response.text
    return found[1]
