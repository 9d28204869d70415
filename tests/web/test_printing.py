"""A set on paper."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_flashcards_have_a_question_and_an_answer_each(client: FlaskClient) -> None:
    page = client.get("/sets/capitals/print?as=cards").text
    assert page.count('class="face"') == 2 * page.count("<li><div")
    assert "Oslo" in page


def test_the_key_of_a_worksheet_stands_after_all_its_questions(client: FlaskClient) -> None:
    page = client.get("/sets/capitals/print?as=worksheet").text
    questions, _, key = page.partition('class="key"')
    assert questions.count("<li><p") == key.count("<li>")
    assert "Oslo" in key


def test_a_set_that_does_not_exist_cannot_be_printed(client: FlaskClient) -> None:
    assert client.get("/sets/none/print").status_code == 404
