"""The examples of docs/api.md run as they stand, and answer with the members they show."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

from tests.web.api.conftest import Call, Token

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE, re.S)
SITE = "http://site.example"


def examples() -> list[tuple[str, Any]]:
    """Pairs of command and the JSON shown under it."""
    lines = [line for block in BLOCKS for line in block.splitlines()]
    return [(lines[i].removeprefix("$ "), json.loads(lines[i + 1])) for i in range(0, len(lines), 2)]


def run(command: str, variables: dict[str, str], call: Call) -> Any:
    """What the API answers to a curl command."""
    words = shlex.split(re.sub(r"\$(\w+)", lambda found: variables[found[1]], command))
    method, headers, body, address = "GET", {}, None, ""
    rest = iter(words[1:])
    for word in rest:
        match word:
            case "-s":
                continue
            case "-X":
                method = next(rest)
            case "-H":
                name, _, text = next(rest).partition(": ")
                headers[name] = text
            case "-d":
                method, body = "POST", next(rest)
            case _:
                address = word
    path = address.removeprefix(f"{SITE}/api/v1")
    return call(method, path, headers=headers, data=body).get_json()


def shown_in(shown: Any, answered: Any) -> bool:
    """Whether the answer has every member that the example shows."""
    if isinstance(shown, dict):
        return isinstance(answered, dict) and all(
            name in answered and shown_in(value, answered[name]) for name, value in shown.items()
        )
    if isinstance(shown, list):
        return isinstance(answered, list) and all(shown_in(item, answered[0]) for item in shown)
    return type(shown) is type(answered) or answered is None or shown is None


def test_the_examples_run_in_order(call: Call, token: Token) -> None:
    variables = {"QUIZ": SITE, "TOKEN": token(), "SET": "capitals"}
    assert len(examples()) >= 6
    for command, shown in examples():
        answered = run(command, variables, call)
        assert shown_in(shown, answered), (command, answered)
        if question := answered.get("question"):
            variables |= {"REVIEW": question["review_id"], "QUESTION": question["id"]}
