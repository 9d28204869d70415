"""Accounts from the shell: `quizapp user …` and `quizapp token …`."""

from __future__ import annotations

import csv
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypedDict

import click
from sqlalchemy.orm import Session

from quizapp.cli.addresses import page_address
from quizapp.cli.site_session import now, site_session
from quizapp.config import read_settings
from quizapp.core.errors import QuizappError
from quizapp.services import accounts
from quizapp.services.errors import NotFound

ROLES: Mapping[str, Sequence[accounts.Role]] = {
    "learner": ("learner",),
    "instructor": ("learner", "instructor"),
    "admin": ("learner", "instructor", "admin"),
}
SCOPES: Mapping[str, Sequence[str]] = {
    "learner": ("study",),
    "instructor": ("study", "author"),
    "admin": ("study", "author"),
}
COLUMNS = frozenset({"email", "username", "password", "role"})

role_option = click.option("--role", type=click.Choice(list(ROLES)), default="learner", show_default=True)


class Line(TypedDict, total=False):
    """What is printed of an account just made."""

    email: str
    username: str
    role: str
    learner_id: int
    password: str
    token: str


@click.group()
def user() -> None:
    """Accounts: make, list, disable, delete; reset links; whole classes from a CSV."""


@user.command("create")
@click.argument("name", metavar="EMAIL|USERNAME")
@role_option
@click.option("--password", default="", help="Without one, a password is made and printed.")
@click.option("--token", is_flag=True, help="Make an API token too, and print it.")
def create(name: str, role: str, password: str, token: bool) -> None:
    """Make an account, and print it as a JSON line with what was made for it."""
    with site_session() as session:
        _print(_make(session, {_field(name): name, "password": password, "role": role}, token=token))


@user.command("import")
@click.argument("path", metavar="CSV", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@role_option
@click.option("--tokens", is_flag=True, help="Make an API token for each, and print it.")
def import_users(path: Path, role: str, tokens: bool) -> None:
    """Make an account for each row of a CSV with the columns email or username, and password, role if wanted.

    Prints a JSON line each. A row that cannot be used is named, and the others are made all the same.
    """
    faults = 0
    with site_session() as session:
        for number, row in _rows(path):
            try:
                _print(_make(session, {"role": role, **row}, token=tokens))
            except QuizappError as error:
                faults += 1
                click.echo(f"{path}:{number}: {error}", err=True)
    if faults:
        raise SystemExit(1)


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="A JSON line each.")
def list_users(as_json: bool) -> None:
    """List all accounts, oldest first."""
    with site_session() as session:
        for account in accounts.list_accounts(session):
            if as_json:
                _print(_described(account))
            else:
                state = "" if account.active else "  disabled"
                click.echo(f"{account.name}  {', '.join(account.roles)}{state}")


@user.command("disable")
@click.argument("name", metavar="EMAIL|USERNAME")
@click.option("--enable", is_flag=True, help="Enable it again instead.")
def disable(name: str, enable: bool) -> None:
    """Keep an account from signing in; nothing of it is deleted."""
    with site_session() as session:
        accounts.set_active(session, find_account(session, name).id, active=enable)
    click.echo(f"{name} is {'enabled' if enable else 'disabled'}", err=True)


@user.command("delete")
@click.argument("name", metavar="EMAIL|USERNAME")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(name: str, yes: bool) -> None:
    """Delete an account with everything its learner owns."""
    with site_session() as session:
        account = find_account(session, name)
        if not yes:
            click.confirm(
                f"Delete {account.name} and everything learnt under it, for good?", abort=True, err=True
            )
        accounts.delete_account(session, account.id)
    click.echo(f"{name} is deleted", err=True)


@user.command("reset-link")
@click.argument("name", metavar="EMAIL|USERNAME")
def reset_link(name: str) -> None:
    """Print a link that lets the account's owner set a new password, once."""
    settings = read_settings()
    with site_session(settings) as session:
        account = find_account(session, name)
        secret = accounts.make_link(session, "reset", now(), user_id=account.id)
    click.echo(page_address(settings, f"/link/reset/{secret}"))


@click.group()
def token() -> None:
    """API tokens."""


@token.command("create")
@click.argument("name", metavar="EMAIL|USERNAME")
@click.option("--label", default="", help="What it is for.")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(["study", "author"]))
def create_token(name: str, label: str, scopes: tuple[str, ...]) -> None:
    """Make an API token and print it as a JSON line; it is shown this once."""
    with site_session() as session:
        account = find_account(session, name)
        wanted = scopes or _scopes(account.roles)
        made = accounts.create_token(session, account.id, now(), label=label, scopes=wanted)
    _print({"name": account.name, "scopes": list(wanted), "token": made.text})


def find_account(session: Session, name: str) -> accounts.Account:
    """The account of an address or username. Raises QuizappError, which names it, when there is none."""
    try:
        return accounts.find_account(session, name)
    except NotFound as error:
        raise QuizappError(f"there is no account {name}; `quizapp user list` lists all") from error


def _make(session: Session, row: Mapping[str, str], *, token: bool) -> Line:
    role = row["role"] or "learner"
    if role not in ROLES:
        raise QuizappError(f"no role {role!r}; choose {', '.join(ROLES)}")
    password = row.get("password") or secrets.token_urlsafe(12)
    account = accounts.register(
        session,
        None,
        password=password,
        email=row.get("email", ""),
        username=row.get("username", ""),
        roles=ROLES[role],
        now=now(),
    )
    line: Line = {"email": account.email, "username": account.username, "role": role}
    line["learner_id"] = account.learner_id
    if not row.get("password"):
        line["password"] = password
    if token:
        made = accounts.create_token(
            session, account.id, now(), label="made with the account", scopes=SCOPES[role]
        )
        line["token"] = made.text
    return line


def _rows(path: Path) -> Iterable[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        header = {(name or "").strip().lower() for name in reader.fieldnames or ()}
        if not header & {"email", "username"}:
            raise QuizappError(f"{path}:1: the first row must name the columns; email or username is needed")
        for row in reader:
            cells = {(name or "").strip().lower(): (cell or "").strip() for name, cell in row.items() if name}
            yield reader.line_num, {name: cell for name, cell in cells.items() if name in COLUMNS and cell}


def _scopes(roles: Sequence[str]) -> Sequence[str]:
    teaches = {"instructor", "admin"} & set(roles)
    return SCOPES["instructor" if teaches else "learner"]


def _described(account: accounts.Account) -> dict[str, Any]:
    return {
        "email": account.email,
        "username": account.username,
        "roles": list(account.roles),
        "active": account.active,
        "learner_id": account.learner_id,
        "created_at": account.created_at.isoformat(),
    }


def _field(name: str) -> str:
    return "email" if "@" in name else "username"


def _print(line: Mapping[str, Any]) -> None:
    click.echo(json.dumps(line, ensure_ascii=False))
