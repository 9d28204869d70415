"""The answer form: one field type per kind, read into the shape of the key."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from quizapp.core.errors import WrongShape
from quizapp.core.kinds import KINDS
from quizapp.web.answering.forms import FORMS, sent_answer, sent_form


def given(app: Flask, kind: str, **data: str | list[str]) -> Any:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST", data={"kind": kind} | data):
        return sent_answer(sent_form()).response


def test_every_kind_has_its_form() -> None:
    assert set(FORMS) == set(KINDS)


def test_every_kind_has_its_template(app: Flask) -> None:
    assert app.jinja_loader is not None
    known = set(app.jinja_loader.list_templates())
    assert {f"learner/kinds/{kind}.html" for kind in KINDS} <= known


@pytest.mark.parametrize(
    ("kind", "data", "response"),
    [
        ("choice", {"response": "b"}, "b"),
        ("truefalse", {"response": "false"}, False),
        ("typed", {"response": " Baku "}, " Baku "),
        ("date", {"response": "4 October 2020"}, "4 October 2020"),
        ("date", {"response": "", "day": "4", "month": "10", "year": "2020"}, "2020-10-04"),
        ("date", {"response": "", "day": "4", "month": "10"}, "--10-04"),
        ("date", {"response": "", "month": "7", "year": "1998"}, "1998-07"),
        ("date", {"response": "", "year": "861"}, "0861"),
        ("number", {"response": "3.8e9"}, "3.8e9"),
        ("multiple", {"response": ["c", "a"]}, ["a", "c"]),
        ("matching", {"response-a": "x", "response-b": "y"}, {"a": "x", "b": "y"}),
        ("timeline", {"response-a": "2", "response-b": "1"}, ["b", "a"]),
        ("locate", {"response-lat": "40,4", "response-lon": "49.9"}, [40.4, 49.9]),
        ("flashcard", {"response": "3"}, 3),
        ("typed", {"dont_know": "1"}, {"dont_know": True}),
        ("choice", {"got_it": "1"}, {"got_it": True}),
    ],
)
def test_each_kind_is_read_into_the_shape_of_its_key(
    app: Flask, kind: str, data: dict[str, Any], response: Any
) -> None:
    assert given(app, kind, **data) == response


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("timeline", {"response-a": "1", "response-b": "1"}),
        ("timeline", {"response-a": "first"}),
        ("locate", {"response-lat": "here"}),
        ("typed", {"response": "x" * 2000}),
        ("no kind", {}),
    ],
)
def test_what_is_of_no_shape_is_refused(app: Flask, kind: str, data: dict[str, str]) -> None:
    with pytest.raises(WrongShape):
        given(app, kind, **data)
