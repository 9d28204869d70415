"""Taking a copy of one's data."""

from __future__ import annotations

import io
import json
import zipfile

from flask.testing import FlaskClient

from tests.web.conftest import token_of


def test_a_guest_takes_a_copy(client: FlaskClient) -> None:
    client.post("/sets/capitals/start", data={"csrf_token": token_of(client.get("/sets/capitals"))})
    assert "/settings/export" in client.get("/settings").text
    response = client.get("/settings/export")
    assert response.mimetype == "application/zip"
    told = json.loads(zipfile.ZipFile(io.BytesIO(response.data)).read("everything.json"))
    assert told["enrolment"][0]["set"] == "capitals"


def test_whoever_has_nothing_has_no_copy(client: FlaskClient) -> None:
    assert client.get("/settings/export").status_code == 404
