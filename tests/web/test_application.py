"""Templates with their parts written in place."""

from __future__ import annotations

from pathlib import Path

from flask import render_template

from quizapp.web.application import Application


def rendered(folder: Path, **templates: str) -> str:
    (folder / "templates").mkdir()
    for name, text in templates.items():
        (folder / "templates" / f"{name}.html").write_text(text)
    app = Application("pages", root_path=str(folder))
    with app.test_request_context():
        return render_template("page.html", seen="<")


def test_a_part_sees_what_the_page_sets_and_is_given_and_is_escaped(tmp_path: Path) -> None:
    page = '{% set own = "&" %}{% include "part.html" %}'
    assert rendered(tmp_path, page=page, part="{{ own }}{{ seen }}") == "&amp;&lt;"


def test_what_a_part_sets_stays_its_own(tmp_path: Path) -> None:
    page = '{% set own = 1 %}{% include "part.html" %}{{ own }}'
    assert rendered(tmp_path, page=page, part="{% set own = 2 %}{{ own }}") == "21"


def test_a_part_may_have_parts(tmp_path: Path) -> None:
    page = '{% include "part.html" %}!\n'
    assert rendered(tmp_path, page=page, part='{% include "inner.html" %},', inner="in\n") == "in,!"


def test_a_part_with_blocks_of_its_own_is_included_as_it_is(tmp_path: Path) -> None:
    page = '{% block a %}page {% include "part.html" %}{% endblock %}'
    assert rendered(tmp_path, page=page, part="{% block a %}part{% endblock %}") == "page part"
