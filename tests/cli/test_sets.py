from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quizapp.cli.sets import check, grade, questions

ROWS = "Country,Capital (entity),Joined\nNorway,Oslo,1945\nSweden,Stockholm,1946\nFinland,Helsinki,1955\n"
LINE_KEYS = [
    "id",
    "set",
    "card",
    "cards",
    "kind",
    "direction",
    "attribution",
    "stem",
    "prompt",
    "options",
    "key",
    "value",
    "precision",
    "qualifier",
    "answer",
    "accepts",
    "guess",
    "statement",
    "topic",
    "level",
    "sensitive",
    "asked",
    "source",
]
Run = Callable[..., Result]


@pytest.fixture
def table(tmp_path: Path) -> str:
    """A table alone, which is a set."""
    path = tmp_path / "north.csv"
    path.write_text(ROWS, encoding="utf-8")
    return str(path)


def asked(table: str, *options: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(questions, [table, "--jsonl", *options])
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def graded(table: str, *lines: object) -> tuple[int, list[dict[str, Any]]]:
    given = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    result = CliRunner().invoke(grade, [table, "--jsonl"], input=given)
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def test_question_lines_have_the_agreed_shape(table: str) -> None:
    lines = asked(table)
    assert {line["kind"] for line in lines} >= {"choice", "typed", "date", "truefalse", "flashcard"}
    for line in lines:
        assert [key for key in line if key != "targets"] == LINE_KEYS
        assert list(line["source"]) == ["id", "title", "locator", "quote", "attributed"]
        assert all(list(option) == ["id", "text", "why"] for option in line["options"])


def test_the_same_seed_gives_the_same_lines(table: str) -> None:
    assert asked(table, "--seed", "7") == asked(table, "--seed", "7")


def test_kind_and_limit_choose_among_them(table: str) -> None:
    assert [line["kind"] for line in asked(table, "--kind", "typed", "--limit", "2")] == ["typed", "typed"]


def test_every_key_is_graded_right(table: str) -> None:
    lines = [line for line in asked(table) if line["kind"] != "flashcard"]
    status, verdicts = graded(table, *({"id": line["id"], "response": line["key"]} for line in lines))
    assert status == 0
    assert [(v["id"], v["correct"], v["score"]) for v in verdicts] == [
        (line["id"], True, 1.0) for line in lines
    ]


def test_every_other_option_is_graded_wrong(table: str) -> None:
    wrong = [
        {"id": line["id"], "response": option["id"]}
        for line in asked(table, "--kind", "choice")
        for option in line["options"]
        if option["id"] != line["key"]
    ]
    status, verdicts = graded(table, *wrong)
    assert (status, {verdict["correct"] for verdict in verdicts}) == (0, {False})


def test_not_knowing_is_an_answer_to_every_kind(table: str) -> None:
    _, verdicts = graded(
        table, *({"id": line["id"], "response": {"dont_know": True}} for line in asked(table))
    )
    assert {(verdict["correct"], verdict["reason"]) for verdict in verdicts} == {(False, "dont-know")}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "bad-line"),
        ("[" * 100_000, "bad-line"),
        ("[]", "bad-line"),
        ('{"response": "a"}', "bad-line"),
        ('{"id": 3, "response": "a"}', "bad-line"),
        ('{"id": "x", "response": NaN}', "bad-line"),
        ({"id": "x"}, "wrong-shape"),
        ({"id": "x", "response": "a"}, "unknown-question"),
        ({"id": "é" * 500, "response": "a"}, "unknown-question"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(table: str, line: object, reason: str) -> None:
    good = {"id": asked(table, "--kind", "choice")[0]["id"], "response": {"dont_know": True}}
    status, verdicts = graded(table, line, good)
    assert (status, [verdict["reason"] for verdict in verdicts]) == (1, [reason, "dont-know"])
    assert verdicts[0]["correct"] is None


@pytest.mark.parametrize("response", [3, ["a"], {"a": "b"}, None, "z" * 1_000_000])
def test_a_response_of_another_shape_is_named(table: str, response: object) -> None:
    id = asked(table, "--kind", "choice")[0]["id"]
    result = CliRunner().invoke(grade, [table, "--jsonl"], input=json.dumps({"id": id, "response": response}))
    assert result.exit_code == 1
    assert json.loads(result.stdout)["reason"] == "wrong-shape"
    assert "line 1" in result.stderr


def test_bytes_that_are_no_text_are_named(table: str) -> None:
    result = CliRunner().invoke(grade, [table, "--jsonl"], input=b"\xff\xfe\n")
    assert (result.exit_code, json.loads(result.stdout)["reason"]) == (1, "bad-line")


def test_an_id_of_a_changed_set_is_unknown(table: str) -> None:
    id = asked(table)[0]["id"]
    Path(table).write_text(ROWS.replace("1955", "1956"), encoding="utf-8")
    _, (verdict,) = graded(table, {"id": id, "response": "a"})
    assert verdict["reason"] == "unknown-question"


@pytest.mark.parametrize("command", [questions, grade, check])
def test_a_set_that_is_not_there_is_wrong_usage(command: Any) -> None:
    result = CliRunner().invoke(command, ["nowhere"])
    assert result.exit_code == 2
    assert "there is no set 'nowhere'" in result.stderr


def test_a_broken_set_gives_no_question_but_every_fault(tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    path.write_text("set: x\ntitel: X\n", encoding="utf-8")
    result = CliRunner().invoke(questions, [str(path), "--jsonl"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.split()[1] for line in result.stderr.splitlines()] == ["F102", "F101"]


def test_check_says_nothing_of_a_clean_set(table: str) -> None:
    result = CliRunner().invoke(check, [table])
    assert (result.exit_code, result.stdout) == (0, "")


def test_check_names_file_line_column_and_code(tmp_path: Path) -> None:
    path = tmp_path / "north.csv"
    path.write_text(ROWS.replace("1955", "soon").replace("Joined", "Joined (date)"), encoding="utf-8")
    result = CliRunner().invoke(check, [str(path)])
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{path}:4:3 V101 'soon' is not a date")


def test_check_as_json_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    path.write_text("set: x\n", encoding="utf-8")
    result = CliRunner().invoke(check, [str(path), "--json"])
    (fault,) = json.loads(result.stdout)["faults"]
    assert (result.exit_code, fault["line"], fault["code"], fault["severity"]) == (1, 1, "F102", "error")


def test_check_of_a_folder_of_sets_looks_at_each(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "set.yaml").write_text("set: x\n", encoding="utf-8")
    result = CliRunner().invoke(check, [str(tmp_path)])
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [
        str(tmp_path / "one" / "set.yaml"),
        str(tmp_path / "two" / "set.yaml"),
    ]
