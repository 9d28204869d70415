"""The catalogues: whole, with the places of every text kept, and used on the pages."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

from quizapp.core.verdicts import Verdict
from quizapp.web import languages, sentences, words
from tests.web.conftest import Page

PLURALS = {"az": 2, "hy": 2, "ru": 3, "tr": 2}
PLACE = re.compile(r"%\(\w+\)[sd]")
PAGES = ("/", "/about", "/settings", "/sets/capitals", "/progress", "/quizzes", "/login", "/nowhere")
every_language = pytest.mark.parametrize("language", PLURALS)


def catalogue(language: str) -> Catalog:
    """The texts of a language."""
    with (languages.CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file)


def texts() -> dict[object, object]:
    """What the pages say, as extracted."""
    with (languages.CATALOGUES / "messages.pot").open("rb") as file:
        return {message.id: message for message in read_po(file) if message.id}


def forms(text: object) -> tuple[str, ...]:
    """A text in each of its numbers."""
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


def test_learners_choose_among_complete_languages_by_their_own_names() -> None:
    assert languages.named() == (
        ("en", "English"),
        ("az", "Azərbaycanca"),
        ("hy", "Հայերեն"),
        ("ru", "Русский"),
        ("tr", "Türkçe"),
    )


@every_language
def test_every_text_is_translated(language: str) -> None:
    made = catalogue(language)
    missing = [id for id in texts() if id not in made or not all(forms(made[id].string))]
    assert missing == []
    assert [message.id for message in made if message.fuzzy] == []


@every_language
def test_a_translation_has_the_places_of_its_text(language: str) -> None:
    for message in catalogue(language):
        if not message.id or not message.string:
            continue
        one, many = (sorted(PLACE.findall(form)) for form in (forms(message.id)[0], forms(message.id)[-1]))
        numbers = [sorted(PLACE.findall(form)) for form in forms(message.string)]
        assert numbers[-1] == many, message.id
        assert all(places in (one, many) for places in numbers), message.id


@every_language
def test_a_form_for_more_numbers_than_one_tells_the_number(language: str) -> None:
    made = catalogue(language)
    assert made.num_plurals == PLURALS[language]
    for message in made:
        if message.id and message.pluralizable:
            assert len(message.string) == PLURALS[language], message.id
            if language == "ru" and "%(num)d" in message.id[1]:
                assert all("%(num)d" in form for form in message.string), message.id


@every_language
def test_the_compiled_texts_are_those_that_are_read(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    assert (languages.CATALOGUES / language / "LC_MESSAGES" / "messages.mo").read_bytes() == (
        compiled.getvalue()
    )


@every_language
def test_pages_speak_the_language_that_the_browser_asks_for(client: FlaskClient, language: str) -> None:
    for address in PAGES:
        page = client.get(address, headers={"Accept-Language": language}, follow_redirects=True)
        assert f'<html lang="{language}" dir="ltr"' in page.text, address
        assert catalogue(language)["Skip to the content"].string in page.text, address


def test_a_language_is_chosen_in_the_settings(client: FlaskClient, post: Page) -> None:
    shown = client.get("/settings").text
    sent = dict(re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', shown))
    sent |= {"language": "az", "theme": "auto", "rollover_hour": "4", "zone": "Asia/Baku"}
    sent.pop("csrf_token", None)
    page = post("/settings", {k: v for k, v in sent.items() if v != "y"}, follow_redirects=True)
    assert "Ayarlarınız saxlanıldı." in page.text
    assert '<html lang="az"' in client.get("/").text


@every_language
def test_the_page_says_that_questions_are_in_another_language(client: FlaskClient, language: str) -> None:
    page = client.get("/sets/capitals", headers={"Accept-Language": language})
    with client.application.test_request_context(headers={"Accept-Language": language}):
        assert words.gettext("Questions are in: %(language)s", language=languages.foreign("en")) in page.text
    assert "Questions are in" not in client.get("/sets/capitals").text


def test_a_verdict_is_said_by_its_code(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "az"}):
        said = sentences.verdict_words(Verdict(True, 1.0, "typo", "Accepted; the spelling is Lisbon."))
        note = sentences.verdict_words(Verdict(None, 0.5, "near-truth", "A note of the author."))
    assert said == "Qəbul edildi; düzgün yazılışı: Lisbon."
    assert note == "A note of the author."


def test_a_refusal_that_no_catalogue_knows_is_not_said_in_english(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "tr"}):
        assert sentences.told("there is no set 'x'") == "'x' adlı bir set yok"
        assert sentences.told("something nobody foresaw", "Olmadı.") == "Olmadı."
    with app.test_request_context():
        assert sentences.told("something nobody foresaw", "No.") == "something nobody foresaw"


def test_dates_and_figures_are_written_as_the_language_writes_them(app: Flask) -> None:
    day = date(2020, 10, 4)
    with app.test_request_context(headers={"Accept-Language": "tr"}):
        assert words.format_date(day, "EEEE, d MMMM") == "4 Ekim Pazar"
        assert words.format_percent(0.85) == "%85"
        assert words.format_number(2.5) == "2,5"
    with app.test_request_context():
        assert words.format_date(day, "EEEE, d MMMM") == "Sunday, 4 October"


def test_catalogues_know_every_language_that_is_offered() -> None:
    offered = {path.name for path in Path(languages.CATALOGUES).iterdir() if path.is_dir()}
    assert offered == set(PLURALS)
