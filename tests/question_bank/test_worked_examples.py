"""The traps of twenty-five facts of the Karabakh set, and the question that each of them makes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from quizapp.bank.load import load_set
from quizapp.core.generation import Generator, grade
from quizapp.core.questions import Option, Question

FOLDER = Path(__file__).parents[2] / "question_bank" / "karabakh-2020"
SEEDS = range(6)


@cache
def asked() -> tuple[Question, ...]:
    generator = Generator(load_set(FOLDER))
    return tuple(question for seed in SEEDS for question in generator.questions(seed))


def about(fact: str, kind: str = "choice", direction: str = "forward") -> list[Question]:
    found = [q for q in asked() if q.card.fact == fact and q.kind == kind and q.direction == direction]
    assert found, f"{fact} is not asked as {kind}"
    return found


def offered_as_wrong(question: Question) -> list[Option]:
    right = question.key if isinstance(question.key, list) else [question.key]
    return [option for option in question.options if option.id not in right]


def everything_offered(fact: str, direction: str = "forward") -> Iterator[str]:
    for kind in ("choice", "multiple", "truefalse"):
        for question in asked():
            if question.card.fact == fact and question.kind == kind and question.direction == direction:
                yield from (option.text for option in offered_as_wrong(question))
                if kind == "truefalse" and not question.key:
                    yield str(question.judging["said"])


FORWARD = [
    (
        "fighting-2020-began.took-place",
        "on which date in 2020 did large-scale fighting begin?",
        "27 September",
    ),
    ("jabrayil-town-taken.taken-on", "take control of the town of Jabrayil?", "4 October"),
    ("jabrayil-town.city-day", "on which day of the year is the City Day of Jabrayil?", "4 October"),
    ("gubadli-town.city-day", "on which day of the year is the City Day of Gubadli?", "25 October"),
    ("order-city-days.signed-on", "was the order establishing the City Days signed?", "31 July"),
    ("ceasefire-1994.took-place", "that came before the long period of negotiations?", "12 May 1994"),
    ("ceasefire-2020-10-10.took-place", "followed talks between three foreign ministers", "10 October 2020"),
    ("ceasefire-2020-10-18.took-place", "the second of the three ceasefires", "18 October"),
    (
        "ceasefire-2020-10-26.mediator",
        "which country mediated the ceasefire of 26 October 2020?",
        "United States",
    ),
    (
        "ganja.struck-on.2020-10-17",
        "which of these dates is given for a strike on the city",
        "17 October 2020",
    ),
    ("autonomy-ended.took-place", "end the autonomous status of Nagorno-Karabakh?", "23 November 1991"),
    ("fuzuli-town-taken.taken-on", "take control of the town of Fuzuli?", "17 October"),
    (
        "post-2020-10-14.villages.fuzuli-district-khojavand-district",
        "did the president's post of 14 October 2020 report?",
        "8",
    ),
    ("announcement-2020-10-20.villages.jabrayil-district", "how many villages of Jabrayil district", "7"),
    ("kurd-mahrizli.district", "in which district is the village of Kurd Mahrizli placed?", "Gubadli"),
    ("murov-peak.linked-highway", "linked with control of Murov peak?", "Aghdara–Basarkecher"),
    ("address-3.took-place", "President Ilham Aliyev give his third address of the war?", "9 October"),
    ("shusha-entered.took-place", "the entry of Azerbaijani soldiers into Shusha", "5–6 November 2020"),
    ("day-after-shusha.villages", "the day after control of Shusha was announced?", "71"),
    ("statement-2020-11-10.signed-on", "signed that closed the war?", "10 November 2020"),
    ("kalbajar-district-handed-over.handed-over-on", "was Kalbajar district handed over", "25 November"),
    ("lachin-town-handed-over.handed-over-on", "together with two villages?", "26 August 2022"),
    ("tovuz-2020-07.took-place", "in which month of 2020, before the war,", "July"),
    ("gubadli-district.economic-region", "did the decree of 7 July 2021 assign Gubadli", "East Zangazur"),
    ("operation-2023.lasted", "about how long did the military operation of 19 September 2023", "24 hours"),
]


@pytest.mark.parametrize(("fact", "words", "key"), FORWARD, ids=[fact for fact, _, _ in FORWARD])
def test_the_question_and_its_one_right_option(fact: str, words: str, key: str) -> None:
    for question in about(fact):
        assert words in question.prompt
        assert question.prompt.startswith("According to the Azerbaijani account, ")
        right = next(option.text for option in question.options if option.id == question.key)
        assert right in (key, f"{key} {question.value[:4]}" if question.precision else key)
        assert len(question.options) >= 3
        assert all(option.why for option in question.options)


NEVER = [
    ("ceasefire-1994.took-place", {"5 May 1994", "8 May 1994", "9 May 1994", "10 May 1994", "11 May 1994"}),
    ("ceasefire-2020-10-18.took-place", {"17 October", "17 October 2020", "2020-10-17"}),
    ("ganja.struck-on.2020-10-17", {"5 October 2020", "8 October 2020", "10 October 2020", "4 October 2020"}),
    ("autonomy-ended.took-place", {"26 November 1991", "1991-11-26"}),
    ("statement-2020-11-10.signed-on", {"9 November 2020", "2020-11-09"}),
    ("kalbajar-district-handed-over.handed-over-on", {"15 November", "2020-11-15"}),
    ("lachin-town-handed-over.handed-over-on", {"1 December 2020", "2020-12-01"}),
    ("gubadli-town.city-day", {"26 October", "--10-26"}),
    ("tovuz-2020-07.took-place", {"October", "2020-10"}),
    ("fuzuli-town-taken.taken-on", {"18 October", "2020-10-18"}),
]


@pytest.mark.parametrize(("fact", "values"), NEVER, ids=[fact for fact, _ in NEVER])
def test_what_other_accounts_give_is_never_offered_as_wrong(fact: str, values: set[str]) -> None:
    assert values.isdisjoint(everything_offered(fact))


BACKWARDS = [
    ("jabrayil-town-taken.taken-on", {"Aghdam", "Fuzuli", "Jabrayil", "Kalbajar", "Shusha"}),
    ("aghdam-district-handed-over.handed-over-on", {"Aghdam", "Fuzuli", "Jabrayil", "Kalbajar", "Lachin"}),
    (
        "ceasefire-2020-10-26.mediator",
        {f"The ceasefire of {day}" for day in ("12 May 1994", "10 October 2020", "26 October 2020")},
    ),
]


@pytest.mark.parametrize(("fact", "things"), BACKWARDS, ids=[fact for fact, _ in BACKWARDS])
def test_backwards_all_options_are_of_one_level(fact: str, things: set[str]) -> None:
    for question in about(fact, direction="reverse"):
        assert {option.text for option in question.options} <= things


def test_an_unknown_date_makes_its_town_no_wrong_answer() -> None:
    shown = everything_offered("jabrayil-town-taken.taken-on", "reverse")
    assert {"Gubadli", "Zangilan"}.isdisjoint(shown)


def test_a_ceasefire_whose_mediator_is_left_open_is_no_wrong_answer() -> None:
    shown = list(everything_offered("ceasefire-2020-10-26.mediator", "reverse"))
    assert not any("18 October" in text for text in shown)


def test_events_of_one_day_never_stand_beside_each_other() -> None:
    for question in asked():
        if question.kind == "choice" and question.direction == "reverse" and question.precision == "day":
            assert [one.why for one in question.options].count(question.answer) <= 1
            day = next(option.why for option in question.options if option.id == question.key)
            assert all(one.why != day for one in offered_as_wrong(question)), question.prompt


@pytest.mark.parametrize("village", ["Mughanli", "Garvand", "Veysalli"])
def test_a_village_with_namesakes_elsewhere_is_neither_asked_nor_offered(village: str) -> None:
    for question in asked():
        if question.card.fact.endswith(".district") and question.asked:
            assert village not in question.stem
            assert village not in [option.text for option in question.options]


@pytest.mark.parametrize(
    "fact",
    [
        "announcement-2020-10-20.villages.fuzuli-district",
        "operation-2023.lasted",
        "day-after-shusha.villages",
    ],
)
def test_numbers_are_not_asked_backwards(fact: str) -> None:
    assert not [q for q in asked() if q.card.fact == fact and q.direction == "reverse"]


def test_an_event_on_a_day_worked_out_has_no_date_question() -> None:
    assert not [q for q in asked() if q.card.fact.startswith("day-after-shusha.took-place")]


def test_strikes_on_one_city_are_asked_as_several() -> None:
    for question in about("ganja.struck-on.2020-10-17", "multiple"):
        right = {option.text for option in question.options if option.id in question.key}
        assert right <= {"4 October 2020", "11 October 2020", "17 October 2020"}
        assert not question.asked


def test_long_names_and_key_words_of_the_stem_are_left_to_other_kinds() -> None:
    assert not [
        q for q in asked() if q.card.fact == "zangilan-district.economic-region" and q.kind == "choice"
    ]
    assert not [q for q in asked() if q.kind == "typed" and len(q.answer) > 15]


@pytest.mark.parametrize(
    ("fact", "kind", "response", "score"),
    [
        ("shusha-entered.took-place", "date", "6 November", 0.5),
        ("shusha-entered.took-place", "date", "5-6 November 2020", 1.0),
        ("tovuz-2020-07.took-place", "date", "12 July 2020", 1.0),
        ("tovuz-2020-07.took-place", "date", "2020", 0.5),
        ("tovuz-2020-07.took-place", "date", "July", 1.0),
        ("operation-2023.lasted", "number", "one day", 1.0),
        ("operation-2023.lasted", "number", "25 hours", 1.0),
        ("operation-2023.lasted", "number", "30 hours", 0.0),
        ("defence-industry.product-types", "number", "more than 1,000", 1.0),
        ("war-2020.equipment-value", "number", "3.80 billion", 1.0),
        ("war-2020.equipment-value", "number", "4 billion", 0.0),
        ("ceasefire-2020-10-26.mediator", "typed", "USA", 1.0),
        ("speech-2019-08-05.held-in", "typed", "Stepanakert", 1.0),
    ],
)
def test_what_people_type(fact: str, kind: str, response: str, score: float) -> None:
    for question in about(fact, kind):
        assert grade(question, response).score == score


@pytest.mark.parametrize(
    ("fact", "response", "words"),
    [
        ("ceasefire-2020-10-18.took-place", "17 October", "announced on 17 October"),
        ("statement-2020-11-10.signed-on", "9 November 2020", "Dated 9 November"),
        ("kalbajar-district-handed-over.handed-over-on", "15 November", "gave 15 November"),
    ],
)
def test_a_well_informed_answer_is_explained_and_not_plainly_wrong(
    fact: str, response: str, words: str
) -> None:
    for question in about(fact, "date"):
        verdict = grade(question, response)
        assert verdict.correct is None
        assert words in verdict.message


def test_a_larger_figure_than_the_bound_is_neither_right_nor_wrong() -> None:
    for question in about("defence-industry.product-types", "number"):
        verdict = grade(question, "1500")
        assert verdict.correct is None
        assert "more than 1,000" in verdict.message
