"""Ids made from names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.bank.load import document_of_text, from_document
from quizapp.bank.slugs import set_slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Côte d'Ivoire", "cote-d-ivoire"),
        ("Города мира", "goroda-mira"),
        ("Şəhərlər", "seherler"),
        ("EU", "eu"),
        ("---", "table"),
    ],
)
def test_a_set_is_named_in_the_letters_that_an_address_takes(name: str, slug: str) -> None:
    assert set_slug(name, "table") == slug


def test_names_that_cannot_be_written_so_still_tell_sets_apart() -> None:
    slugs = {set_slug(name, "table") for name in ("Հայաստան", "Վրաստան", "地图", "Հայ 5")}
    assert len(slugs) == 4
    assert all(re.fullmatch(r"table-[0-9a-f]{8}", slug) for slug in slugs)


@given(st.text(max_size=100))
def test_every_name_gives_a_slug_that_a_set_may_have(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", set_slug(name, "table"))
    assert len(set_slug(name, "table")) <= 80


@pytest.mark.parametrize("name", ["Հայաստանի քաղաքները.csv", "Սա - և - դա.csv", "Столицы — мира.csv"])
def test_a_table_under_any_file_name_is_a_set(name: str) -> None:
    facts = from_document(document_of_text("Country,Capital\nAria,Bree\nCora,Dell\n", name))
    assert len(facts.facts) == 2
