"""How the cells of a table alone are read: as people write dates and figures in spreadsheets."""

from __future__ import annotations

import pytest

from quizapp.bank.checking import check_text
from quizapp.bank.load import load_text
from quizapp.core.facts import FactSet, Unknown
from quizapp.core.wording import machine


def table(*cells: str, header: str = "Value", separator: str = ",") -> str:
    quoted = [f'"{cell}"' if separator in cell else cell for cell in cells]
    return "\n".join(
        [f"Thing{separator}{header}", *(f"Thing {n}{separator}{cell}" for n, cell in enumerate(quoted))]
    )


def load(*cells: str, header: str = "Value", separator: str = ",") -> FactSet:
    return load_text(table(*cells, header=header, separator=separator), "things.csv")


def values(facts: FactSet) -> list[str]:
    return [machine(fact.claims[0].value) for fact in facts.facts.values()]


def type_of(facts: FactSet) -> str:
    return next(iter(facts.attributes.values())).value_type


@pytest.mark.parametrize(
    ("cells", "machine_forms"),
    [
        (("4 October 2020", "Oct 4, 2021", "2022/10/04"), ["2020-10-04", "2021-10-04", "2022-10-04"]),
        (("04.10.2020", "1863-07-01"), ["2020-10-04", "1863-07-01"]),
        (("10/04/2020", "11/25/2020"), ["2020-10-04", "2020-11-25"]),
        (("10/04/2020", "25/11/2020"), ["2020-04-10", "2020-11-25"]),
        (("2 August 216 BC", "1066"), ["-0215-08-02", "1066"]),
        (("July 2020", "1914–1918"), ["2020-07", "1914/1918"]),
        (("25 December", "1 January"), ["--12-25", "--01-01"]),
        (("2020-10-04", "unknown"), ["2020-10-04", ""]),
        (("2020-10-04", "n/a"), ["2020-10-04"]),
    ],
)  # fmt: skip
def test_dates_in_mixed_forms(cells: tuple[str, ...], machine_forms: list[str]) -> None:
    loaded = load(*cells)
    assert type_of(loaded) in ("date", "month-day")
    assert values(loaded) == machine_forms


@pytest.mark.parametrize(
    "cells", [("2020-01-10", "2020-02-31", "2020-03-12"), ("10 January 2020", "31 February 2020")]
)
def test_an_impossible_date_is_left_out_with_a_warning_at_its_cell(cells: tuple[str, ...]) -> None:
    faults = check_text(table(*cells), "things.csv")
    assert [(fault.line, fault.column, fault.code, fault.severity) for fault in faults] == [
        (3, 2, "T106", "warning")
    ]
    assert len(load(*cells).facts) == len(cells) - 1


@pytest.mark.parametrize(
    ("cells", "amounts", "unit"),
    [
        (("1 hour", "24 hours"), ["1", "24"], "hours"),
        (("1,234,567", "998,001"), ["1234567", "998001"], ""),
        (("126 790", "45 825"), ["126790", "45825"], ""),
        (("134'794", "38'293"), ["134794", "38293"], ""),
        (("12%", "55.5 %"), ["12", "55.5"], "%"),
        (("8849 m", "8611 m"), ["8849", "8611"], "m"),
        (("25 trillion", "0.24 trillion"), ["25000000000000", "240000000000"], ""),
        (("$5", "$7.50"), ["5", "7.50"], "$"),
        (("about 24", "more than 5", "~10"), ["24", "5", "10"], ""),
        (("−5", "0"), ["-5", "0"], ""),
    ],
)
def test_figures_as_they_are_written(cells: tuple[str, ...], amounts: list[str], unit: str) -> None:
    loaded = load(*cells)
    assert type_of(loaded) == "number"
    assert values(loaded) == amounts
    assert next(iter(loaded.attributes.values())).unit == unit


def test_decimal_commas_where_semicolons_separate() -> None:
    loaded = load("1233,5", "1.094,25", "2857", separator=";")
    assert values(loaded) == ["1233.5", "1094.25", "2857"]


@pytest.mark.parametrize(
    ("cells", "separator"),
    [(("126.790", "246.601"), ";"), (("1,234", "5,678"), ";"), (("10/04/2020", "11/05/2020"), ",")],
)
def test_what_may_be_read_in_two_ways_stays_text_and_is_pointed_at(
    cells: tuple[str, ...], separator: str
) -> None:
    assert type_of(load(*cells, separator=separator)) == "text"
    faults = check_text(table(*cells, separator=separator), "things.csv")
    assert ("T107", 2, 2) in [(fault.code, fault.line, fault.column) for fault in faults]


@pytest.mark.parametrize(
    "cells",
    [
        ("007", "008"),
        ("H2O", "CO2"),
        ("08:15", "09:30"),
        ("5-6", "7-8"),
        ("12 Men", "7 Samurai"),
        ("+49 30 1", "+49 40 2"),
    ],
)
def test_what_only_looks_like_a_figure_is_text(cells: tuple[str, ...]) -> None:
    assert type_of(load(*cells)) == "text"


def test_an_unknown_value_is_kept_as_such() -> None:
    loaded = load("2020-10-04", "unknown")
    assert [isinstance(fact.claims[0].value, Unknown) for fact in loaded.facts.values()] == [False, True]


def test_a_line_break_in_a_cell_is_a_blank() -> None:
    loaded = load_text('Poem,Line\n"The\nRaven","Once\nupon"\n', "poems.csv")
    assert loaded.entities["the-raven"].names[0].text == "The Raven"
    assert values(loaded) == ["Once upon"]


@pytest.mark.parametrize("name", ["\u200b", "\u00a0", "\ufeff "])
def test_a_name_that_nobody_sees_is_no_name(name: str) -> None:
    assert [fault.code for fault in check_text(f"Thing,Value\nX,1\n{name},2\n", "things.csv")] == ["T104"]
