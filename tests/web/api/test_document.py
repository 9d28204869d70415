"""The OpenAPI document tells the truth: requests made from it find no fault."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, seed, settings
from schemathesis import GenerationMode

from tests.web.api.conftest import Call, Token

EXAMPLES = 12
"""For each operation."""
LEFT_OUT = {"DELETE /api/v1/me"}
"""Its first request ends the token of all others."""
BODIES = {"/api/v1/study/answers": True, "/api/v1/study/batch": False}
"""Addresses, and whether they need a body."""


@pytest.fixture
def authorised(token: Token) -> dict[str, str]:
    return {"Authorization": f"Bearer {token('teacher', ('learner', 'instructor'))}"}


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_requests_made_from_the_document_find_no_fault(
    app: Flask, authorised: dict[str, str], mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    for operation in (found.ok() for found in schema.get_all_operations()):
        if operation.label in LEFT_OUT:
            continue

        @seed(1)
        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            case.call_and_validate(headers=authorised)

        ask()


def test_the_document_is_openapi_31_and_open_to_all(call: Call) -> None:
    document = call("GET", "/openapi.json").get_json()
    assert document["openapi"] == "3.1.0"
    assert document["components"]["securitySchemes"] == {"token": {"type": "http", "scheme": "bearer"}}
    assert {"/api/v1/study/answers", "/api/v1/sets", "/api/v1/me"} <= set(document["paths"])


def test_a_body_may_be_left_out_where_all_its_members_may(call: Call, learner: Call) -> None:
    paths = call("GET", "/openapi.json").get_json()["paths"]
    required = {path: paths[path]["post"]["requestBody"]["required"] for path in BODIES}
    assert required == BODIES
    assert learner("POST", "/study/batch").status_code == 200
    assert learner("POST", "/study/answers").status_code == 422
