"""Accounts from the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("site")


def test_a_learner_is_made_with_a_password_and_a_token(command: Command) -> None:
    result = command("user", "create", "ada@example.org", "--token")
    line = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (line["email"], line["role"]) == ("ada@example.org", "learner")
    assert line["password"]
    assert line["token"]


def test_a_password_that_was_given_is_not_printed(command: Command) -> None:
    result = command("user", "create", "ada", "--password", "long enough 1")
    assert "password" not in json.loads(result.stdout)


def test_a_name_that_is_taken_is_refused_plainly(command: Command) -> None:
    command("user", "create", "ada")
    result = command("user", "create", "ADA")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("quizapp: ")
    assert "Traceback" not in result.stderr


def test_accounts_are_listed_disabled_and_deleted(command: Command) -> None:
    command("user", "create", "ada", "--role", "instructor")
    assert command("user", "list").stdout == "ada  learner, instructor\n"
    command("user", "disable", "ada")
    assert "disabled" in command("user", "list").stdout
    command("user", "disable", "ada", "--enable")
    assert json.loads(command("user", "list", "--json").stdout)["active"] is True
    command("user", "delete", "ada", "--yes")
    assert command("user", "list").stdout == ""


def test_a_reset_link_is_an_address_of_the_site(command: Command) -> None:
    command("user", "create", "ada")
    result = command("user", "reset-link", "ada", QUIZAPP_PUBLIC_URL="https://quiz.example.org")
    assert result.stdout.startswith("https://quiz.example.org/link/reset/")


def test_a_class_is_imported_and_faulty_rows_are_named(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text("username,password,role\nada,long enough 1,\nada,long enough 1,\n,,\nbert,,pope\n")
    result = command("user", "import", str(path), "--tokens")
    assert [json.loads(line)["username"] for line in result.stdout.splitlines()] == ["ada"]
    assert [line.split(":")[1] for line in result.stderr.splitlines()] == ["3", "4", "5"]
    assert result.exit_code == 1


def test_a_csv_without_names_of_columns_is_refused(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text("ada,bert\n")
    result = command("user", "import", str(path))
    assert result.exit_code == 1
    assert "name the columns" in result.stderr


def test_a_token_of_a_learner_may_not_author(command: Command) -> None:
    command("user", "create", "ada")
    assert json.loads(command("token", "create", "ada").stdout)["scopes"] == ["study"]


def test_an_unknown_account_is_named(command: Command) -> None:
    result = command("user", "disable", "nobody")
    assert result.exit_code == 1
    assert "nobody" in result.stderr
