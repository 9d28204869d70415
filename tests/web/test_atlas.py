"""The pages of map and timeline."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.bank.load import document, document_of_text
from quizapp.config import shipped
from quizapp.services import library
from quizapp.web.atlas.map_page import REGIONS, read_view
from quizapp.web.extensions import database
from quizapp.web.maps.framing import View

BANK = shipped("question_bank")
TOWNS = """
set: towns
title: Four towns
credits: ["Points: made up"]
sources:
  book: {title: The register, short: the register, party: no}
  gazette: {title: The gazette, short: the gazette of one side, party: yes}
source: book
types: {town: {one: town, many: towns}}
attributes:
  founded: {of: town, value: date, wording: {statement: "{entity} was founded on {value}."}}
  fair: {of: town, value: month-day, wording: {statement: "the fair of {entity} is on {value}."}}
entities:
  arden: {type: town, names: [Arden], at: [46.1, 7.1], facts: {founded: 1861, fair: --05-01}}
  brill: {type: town, names: [Brill & Sons], at: [46.3, 7.9], facts: {founded: 1867-03/1867-05}}
  corve:
    type: town
    names: [Corve]
    at: [46.6, 8.4]
    facts: {founded: {value: 1862-05-10/.., source: gazette}}
  dulas:
    type: town
    names: [Dulas]
    at: [46.2, 8.0]
    facts: {founded: {value: unknown, note: nobody wrote it down}}
"""
SQUARE = {
    "type": "Topology",
    "arcs": [[[5.0, 44.0], [11.0, 44.0], [11.0, 49.0], [5.0, 49.0], [5.0, 44.0]]],
    "objects": {"land": {"type": "Polygon", "arcs": [[0]]}},
}


@pytest.fixture
def towns(app: Flask, client: FlaskClient) -> FlaskClient:
    with app.app_context():
        library.publish(database(), document_of_text(TOWNS, "towns.yaml"), None, datetime.now(UTC))
    return client


def test_every_mark_of_the_map_leads_to_its_facts(towns: FlaskClient) -> None:
    page = towns.get("/sets/towns/map").text
    marks = set(re.findall(r'class="mark new" href="#([^"]+)"', page))
    assert {"place-arden", "place-corve"} <= marks
    assert all(f'id="{mark}"' in page for mark in marks)
    assert "Brill &amp; Sons" in page
    assert "Brill & Sons" not in page


def test_every_mark_of_the_timeline_leads_to_its_fact(towns: FlaskClient) -> None:
    page = towns.get("/sets/towns/timeline").text
    marks = set(re.findall(r'class="mark new" href="#([^"]+)"', page))
    assert marks == {"fact-arden.founded", "fact-brill.founded", "fact-corve.founded", "fact-arden.fair"}
    assert all(f'id="{mark}"' in page for mark in marks)


def test_dates_are_drawn_as_what_they_are(towns: FlaskClient) -> None:
    page = towns.get("/sets/towns/timeline").text
    assert 'class="bar soft"' in page  # 1861: some day of it
    assert 'class="bar open"' in page  # since 10 May 1862
    assert 'class="bar"' in page  # March to May 1867: all of it
    assert "nobody wrote it down" in page.partition('id="undated"')[2]


def test_a_party_is_named_beside_what_it_says(towns: FlaskClient) -> None:
    page = towns.get("/sets/towns/timeline").text
    listed = page.partition('id="fact-corve.founded"')[2].partition("</li>")[0]
    assert "the gazette of one side" in listed
    assert "the gazette of one side" in page.partition("</h1>")[2].partition("</p>")[0]


def test_nothing_is_styled_inline(towns: FlaskClient) -> None:
    for view in ("map", "timeline"):
        page = towns.get(f"/sets/towns/{view}").text
        assert not re.search(r"<style|\sstyle=|\son\w+=", page)


@pytest.mark.parametrize("address", ["/sets/capitals/map", "/sets/capitals/timeline", "/sets/no/map"])
def test_a_set_without_places_or_dates_has_no_such_page(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Nothing here" in answer.text


def test_the_set_page_links_to_the_views_that_there_are(towns: FlaskClient) -> None:
    there = towns.get("/sets/towns").text
    assert "/sets/towns/map" in there
    assert "/sets/towns/timeline" in there
    assert "/sets/capitals/map" not in towns.get("/sets/capitals").text


def test_a_set_without_a_map_gets_a_grid(towns: FlaskClient) -> None:
    page = towns.get("/sets/towns/map").text
    assert 'class="grid"' in page
    assert 'class="land"' not in page
    assert "Natural Earth" not in page


def test_a_shipped_set_brings_its_own_map(towns: FlaskClient, app: Flask) -> None:
    folder: Path = app.extensions["quizapp_settings"].question_bank / "towns" / "maps"
    folder.mkdir(parents=True)
    (folder / "land.topo.json").write_text(json.dumps(SQUARE))
    page = towns.get("/sets/towns/map").text
    assert 'class="land"' in page
    assert "take no side" in page
    assert "Points: made up" in page


def test_a_broken_map_file_costs_the_outlines_only(towns: FlaskClient, app: Flask) -> None:
    folder: Path = app.extensions["quizapp_settings"].question_bank / "towns" / "maps"
    folder.mkdir(parents=True)
    (folder / "land.topo.json").write_text("{}")
    answer = towns.get("/sets/towns/map")
    assert answer.status_code == 200
    assert 'class="land"' not in answer.text


def test_one_comes_closer_and_back_by_links(towns: FlaskClient) -> None:
    whole = towns.get("/sets/towns/map").text
    closer = re.search(r'<a href="([^"]+)"><span aria-hidden="true">\+', whole)
    assert closer
    near = towns.get(closer[1].replace("&amp;", "&")).text
    for move in ("Closer", "Wider", "North", "East", "Whole map"):
        assert move in near


@pytest.mark.parametrize(
    ("zoom", "at", "view"),
    [
        ("", "", View()),
        ("2", "40.5,47", View(2, (40.5, 47.0))),
        ("", "40.5,47", View(1, (40.5, 47.0))),
        ("99", "40,47", View(6, (40.0, 47.0))),
        ("-1", "", View(-1)),
        ("3", "", View()),
        ("2", "nan,nan", View()),
        ("2", "400,1e999", View()),
        ("x", "y", View()),
    ],
)
def test_an_address_that_cannot_be_read_is_the_whole_map(zoom: str, at: str, view: View) -> None:
    assert read_view(zoom, at) == view


def test_a_page_with_drawings_is_sent_compressed(towns: FlaskClient) -> None:
    answer = towns.get("/sets/towns/map", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_map_of_the_world_leads_to_its_regions(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        library.publish(database(), document(BANK / "world-capitals" / "set.yaml"), None, datetime.now(UTC))
    listed = re.search(r'<ul class="moves">(.*?)</ul>', client.get("/sets/world-capitals/map").text)
    assert listed
    addresses = re.findall(r'href="([^"#]+)', listed[1])
    assert len(addresses) == len(REGIONS)
    for address in addresses:
        assert 'class="mark' in client.get(unescape(address)).text
