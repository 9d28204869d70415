"""Honest spellings pass, other names do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.errors import WrongShape
from quizapp.core.spelling import judge_text, skeleton
from quizapp.core.verdicts import LONGEST_RESPONSE

PLACES = [
    *(
        "Fuzuli",
        "Füzuli",
        "Aghdam",
        "Ağdam",
        "Kalbajar",
        "Kəlbəcər",
        "Lachin",
        "Laçın",
        "Shusha",
        "Shushi",
        "Şuşa",
    ),
    *(
        "Zangilan",
        "Zəngilan",
        "Gubadli",
        "Qubadlı",
        "Jabrayil",
        "Jabrail",
        "Cəbrayıl",
        "Khojavand",
        "Aghdara",
    ),
    *("Sus", "Zabukh", "Khankendi", "Horadiz", "Hadrut", "Terter", "Barda", "Beylagan"),
]
GALLERY = [
    (
        ["Jabrayil", "Jabrail", "Cəbrayıl"],
        [
            "jabrayil",
            "JABRAYIL",
            " Jabrayil. ",
            "Cebrayil",
            "Cabrayil",
            "Djebrail",
            "Jabrayl",
            "Jebrayil",
            "Jabriyal",
        ],
        ["Fuzuli", "Zangilan", "Jab", "J", "Jabra", "Hadrut", "Jabrayil district"],
    ),
    (
        ["Shusha", "Shushi", "Şuşa"],
        ["Susha", "Şuşa", "Susa", "Shousha", "Shusa", "shushi", "Шуша"],
        ["Sus", "Choucha", "Shu", "Shusharat"],
    ),
    (
        ["Zabukh", "Zabux", "Aghavno"],
        ["Zabuh", "Zabux", "Zabuk", "Agavno", "AGHAVNO"],
        ["Sus", "Zab", "Zangilan"],
    ),
    (
        ["Aghdam", "Ağdam"],
        ["Agdam", "Aghdam", "Ağdam", "Aghdem", "aqdam"],
        ["Aghdara", "Agh", "Aghali"],
    ),
    (
        ["Khankendi", "Xankəndi", "Stepanakert"],
        ["Hankendi", "Xankendi", "Stepanakert", "Stepanokert", "Khan Kendi", "Khan-Kendi"],
        ["Khankend district", "Yerevan", "Khan"],
    ),
    (
        ["United States", "United States of America", "USA", "US", "America"],
        ["usa", "U.S.A.", "U.S.", "the united states", "Untied States", "United Staets", "America"],
        ["United Kingdom", "UK", "United", "States", "USSR"],
    ),
    (
        ["Ilham Aliyev"],
        ["Aliyev, Ilham", "İlham Əliyev", "Ilham Aliev", "ilham  aliyev", "Ilkham Aliyev"],
        ["Heydar Aliyev", "Aliyev", "Ilham", "Nikol Pashinyan"],
    ),
    (
        ["East Zangazur"],
        ["east zangazur", "East Zangezur", "East-Zangazur", "Est Zangazur"],
        ["West Zangazur", "Zangazur", "East Karabakh"],
    ),
    (
        ["World War II", "Second World War"],
        ["world war 2", "World War Two", "2nd World War", "the Second World War", "Second Wrold War"],
        ["World War I", "World War III", "First World War", "World War"],
    ),
    (["Iran"], ["iran", "Irna"], ["Iraq", "Iram", "Oran"]),
    (["Iron"], ["iron", "Irn", "IRON!"], ["Ir", "Iran ore", "Ironing", "Tin"]),
    (
        ["Côte d'Ivoire", "Ivory Coast"],
        ["Cote d'Ivoire", "cote divoire", "Ivory coast"],
        ["Gold Coast", "Cote"],
    ),
    (["Kurd Mahrizli"], ["Kurdmahrizli", "Kurd-Mahrizli", "Kürd Mahrızlı"], ["Kurd", "Mahrizli"]),
    (["N'Djamena"], ["Ndjamena", "N’Djamena", "NDjamena", "Njamena"], ["Niamey"]),
    (["10 October"], ["10 october", "10  October"], ["11 October", "10 November", "1 October"]),
    (
        ["Elizabeth II"],
        ["Elizabeth 2", "elizabeth ii", "Elizabeth the Second", "Elisabeth II"],
        ["Elizabeth I"],
    ),
]
HONEST = [(names, text) for names, honest, _ in GALLERY for text in honest]
MISSES = [(names, text) for names, _, misses in GALLERY for text in misses]


def rivals(names: list[str]) -> list[str]:
    return [place for place in PLACES if place not in names]


@pytest.mark.parametrize(("names", "text"), HONEST)
def test_an_honest_spelling_is_right(names: list[str], text: str) -> None:
    verdict = judge_text(names, rivals(names), text)
    assert (verdict.correct, verdict.score) == (True, 1.0)


@pytest.mark.parametrize(("names", "text"), MISSES)
def test_a_near_miss_is_wrong(names: list[str], text: str) -> None:
    verdict = judge_text(names, rivals(names), text)
    assert (verdict.correct, verdict.score) == (False, 0.0)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Kalbajar", "exact"),
        ("kelbecer", "alias"),
        ("Kalbajra", "typo"),
        ("Lachin", "other-name"),
        ("Baku", "wrong"),
        ("", "empty"),
        (" \u200f ", "empty"),
    ],
)
def test_the_reason_is_a_stable_code(text: str, reason: str) -> None:
    assert judge_text(["Kalbajar", "Kəlbəcər"], ["Lachin"], text).reason == reason


def test_a_slip_is_refused_when_it_is_as_near_to_another_name() -> None:
    assert judge_text(["Austria"], [], "Austrla").correct
    assert not judge_text(["Austria"], ["Australia"], "Austraia").correct
    assert not judge_text(["Iran"], ["Iraq"], "Irak").correct


def test_a_name_that_others_bear_too_is_still_right() -> None:
    assert judge_text(["Jabrayil"], ["Jabrayil", "Fuzuli"], "Jabrayl").correct


def test_a_noun_may_stand_around_the_name() -> None:
    for text in ("the town of Jabrayil", "Jabrayil town", "town Jabrayil"):
        assert judge_text(["Jabrayil"], [], text, nouns=["town"]).correct
    assert not judge_text(["Jabrayil"], [], "Jabrayil district", nouns=["town"]).correct


def test_another_accounts_name_is_neither_right_nor_wrong() -> None:
    verdict = judge_text(["Baku"], [], "Bakı", [("Bakı", "Another account writes it so.")])
    assert (verdict.correct, verdict.message) == (None, "Another account writes it so.")


def test_names_of_signs_alone_must_be_met_as_they_are() -> None:
    assert judge_text(["!?"], [], "!?").correct
    assert not judge_text(["!?"], [], "??").correct


@pytest.mark.parametrize(
    "response", [None, 7, ["x"], {"text": "x"}, "x" * (LONGEST_RESPONSE + 1), "x" * 1_000_000]
)
def test_a_response_of_another_shape_is_refused(response: object) -> None:
    with pytest.raises(WrongShape):
        judge_text(["Shusha"], [], response)


def test_not_known_is_wrong_without_a_lure() -> None:
    assert judge_text(["Shusha"], [], {"dont_know": True}).reason == "dont-know"


visible = st.characters(exclude_categories=["C", "Z"])
names_drawn = st.builds(str.__add__, visible, st.text(max_size=20))


@given(names_drawn, st.lists(names_drawn, max_size=5))
def test_the_answer_itself_is_always_right(name: str, others: list[str]) -> None:
    assert judge_text([name], others, name).correct


@given(st.lists(names_drawn, min_size=1, max_size=3), st.lists(names_drawn, max_size=5), st.text(max_size=50))
def test_no_text_breaks_the_judge(accepted: list[str], others: list[str], text: str) -> None:
    assert judge_text(accepted, others, text).correct in (True, False)


@given(st.lists(st.sampled_from(PLACES), min_size=2, max_size=2, unique_by=skeleton))
def test_another_name_of_the_set_is_never_right(pair: list[str]) -> None:
    assert judge_text(pair[:1], pair[1:], pair[1]).correct is False


@pytest.mark.parametrize(
    ("name", "response", "right"),
    [
        ("8.5–9.5", "8,5-9,5", True),
        ("8.5–9.5", "from 8.5 to 9.5", True),
        ("8.5–9.5", "85–95", False),
        ("8.5–9.5", "5.8–9.5", False),
        ("8–13", "813", False),
        ("7,755", "7755", True),
        ("Arbor 1.10", "Arbor 110", False),
    ],
)
def test_figures_in_a_name_are_exact(name: str, response: str, right: bool) -> None:
    assert judge_text([name], [], response).correct is right
