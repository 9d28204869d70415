from __future__ import annotations

from quizapp.bank.lint import lint_quiz, of_line


def asked(stem: str, answer: str, **more: str) -> dict[str, object]:
    return {"id": stem, "kind": "typed", "stem": stem, "answer": answer, **more}


def codes(*lines: dict[str, object]) -> list[str]:
    return [row.code for row in lint_quiz([of_line(line) for line in lines])]


CAPITAL = asked("Which city is the capital of Norway?", "Oslo")


def test_questions_that_have_nothing_in_common_are_left_alone() -> None:
    assert codes(CAPITAL, asked("Which river flows through Cologne?", "Rhine")) == []


def test_a_stem_does_not_hold_the_answer_of_another() -> None:
    assert codes(CAPITAL, asked("Which fjord reaches Oslo, in Norway?", "Oslofjord")) == ["Q211"]


def test_the_same_answer_elsewhere_is_no_leak() -> None:
    assert codes(CAPITAL, asked("Which artist was born near Oslo?", "Munch")) == []


def test_the_two_directions_of_a_fact_do_not_meet() -> None:
    assert codes(CAPITAL, asked("Which country has Oslo as its capital?", "Norway")) == ["Q211", "Q211"]


def test_a_stem_stands_once() -> None:
    assert "Q212" in codes(CAPITAL, CAPITAL)


def test_stems_that_differ_by_a_trifle_are_near_duplicates() -> None:
    one = asked("Which treaty ended the long war between the two kingdoms?", "Roskilde")
    other = asked("Which treaty ended the long war between these two kingdoms?", "Kalmar")
    assert codes(one, other) == ["Q212"]


def test_stems_that_differ_in_a_figure_ask_different_things() -> None:
    race = "Who won the great yearly race through the old town in {}?"
    assert codes(asked(race.format(1903), "Ann"), asked(race.format(1904), "Bea")) == []


def test_stems_that_differ_in_a_name_ask_different_things() -> None:
    town = "On which day of the year does the old town of {} celebrate its foundation?"
    assert codes(asked(town.format("Ulm"), "1 May"), asked(town.format("Bonn"), "2 May")) == []
