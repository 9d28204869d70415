"""Learners' reports over HTTP: read and closed by whoever answers for the set."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.web.api.conftest import Call, Token


@pytest.fixture
def admin(token: Token, call: Call) -> Call:
    own = token("root", ("learner", "admin"))
    return lambda method, path, **request: call(method, path, own, **request)


def test_an_administrator_reads_and_closes_any_report(admin: Call, reported: UUID) -> None:
    (line,) = admin("GET", "/reports").get_json()["items"]
    assert line["report_id"] == str(reported)
    assert {"learner", "learner_id"}.isdisjoint(line)
    assert admin("POST", f"/reports/{reported}", json={"status": "refused"}).status_code == 204
    assert admin("GET", "/reports").get_json()["items"] == []
    assert admin("POST", f"/reports/{reported}", json={"status": "refused"}).status_code == 404


def test_a_report_on_somebody_elses_set_is_not_there(teacher: Call, learner: Call, reported: UUID) -> None:
    assert teacher("GET", "/reports").get_json()["items"] == []
    assert teacher("POST", f"/reports/{reported}", json={"status": "taken"}).status_code == 404
    assert learner("GET", "/reports").status_code == 403


@pytest.mark.parametrize("body", [{}, {"status": "gone"}, {"status": "taken", "more": 1}])
def test_other_shapes_are_refused(admin: Call, reported: UUID, body: dict[str, str]) -> None:
    assert admin("POST", f"/reports/{reported}", json=body).status_code == 422


def test_a_fault_becomes_no_name(admin: Call, reported: UUID) -> None:
    assert admin("POST", f"/reports/{reported}", json={"status": "name"}).status_code in (403, 422)
