"""Accounts, tokens and links, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.db.accounts import ApiToken, OneTimeLink, User
from quizapp.db.study import Learner
from quizapp.services import accounts
from quizapp.services.errors import Expired, Invalid, NotAllowed, NotFound, Taken

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
PASSWORD = "correct horse"


def register(session: Session, learner_id: int | None = None, **fields: str) -> accounts.Account:
    return accounts.register(
        session, learner_id, password=PASSWORD, now=NOW, **(fields or {"username": "aysel"})
    )


def learners(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Learner)).scalar_one()


def test_a_guest_who_registers_stays_the_same_learner(session: Session) -> None:
    guest = accounts.create_guest(session, NOW, "Asia/Baku")
    assert register(session, guest).learner_id == guest
    assert learners(session) == 1


def test_a_learner_with_an_account_is_not_given_to_another(session: Session) -> None:
    first = register(session)
    assert register(session, first.learner_id, username="other").learner_id != first.learner_id


def test_a_pupil_without_email_signs_in_in_any_case_of_letters(session: Session) -> None:
    made = register(session, username="Aysel.K")
    assert accounts.check_password(session, "aysel.k", PASSWORD) == made
    assert accounts.find_account(session, " AYSEL.K ") == made
    assert made.email == ""


def test_one_address_has_one_account(session: Session) -> None:
    register(session, email="a@example.org")
    with pytest.raises(Taken, match="email"):
        register(session, email="A@Example.org")
    with pytest.raises(Taken, match="username"):
        [register(session, username="twice") for _ in range(2)]
    assert learners(session) == 2


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": ""}, "give an e-mail"),
        ({"email": "nobody"}, "email"),
        ({"username": "a"}, "username"),
        ({"username": "<b>bold</b>"}, "username"),
        ({"username": "n" * 61}, "username"),
    ],
)
def test_what_is_wrong_with_a_field_is_said(session: Session, fields: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid, match=field):
        register(session, **fields)
    assert learners(session) == 0


@pytest.mark.parametrize("password", ["short", "x" * 10_000])
def test_a_password_has_a_shortest_and_a_longest_length(session: Session, password: str) -> None:
    with pytest.raises(Invalid, match="password"):
        accounts.register(session, None, password=password, username="aysel", now=NOW)


def test_the_wrong_name_and_the_wrong_password_are_refused_alike(session: Session) -> None:
    register(session)
    for name, password in [("aysel", "wrong password"), ("nobody", PASSWORD)]:
        with pytest.raises(NotAllowed, match="do not belong together"):
            accounts.check_password(session, name, password)


def test_a_new_password_signs_out_everywhere(session: Session) -> None:
    made = register(session)
    before = session.execute(select(User.fs_uniquifier)).scalar_one()
    accounts.set_password(session, made.id, "another password", NOW)
    assert session.execute(select(User.fs_uniquifier)).scalar_one() != before
    accounts.check_password(session, "aysel", "another password")


def test_a_disabled_account_can_do_nothing(session: Session) -> None:
    made = register(session)
    token = accounts.create_token(session, made.id, NOW)
    accounts.set_active(session, made.id, active=False)
    with pytest.raises(NotAllowed):
        accounts.check_password(session, "aysel", PASSWORD)
    with pytest.raises(Expired):
        accounts.check_token(session, token.text, NOW)


def test_roles_are_set_whole(session: Session) -> None:
    made = register(session)
    assert made.roles == ("learner",)
    assert not accounts.has_administrator(session)
    accounts.set_roles(session, made.id, ["admin", "instructor"])
    assert accounts.account(session, made.id).roles == ("instructor", "admin")
    assert accounts.has_administrator(session)
    assert [found.roles for found in accounts.list_accounts(session)] == [("instructor", "admin")]
    with pytest.raises(Invalid, match="roles"):
        accounts.set_roles(session, made.id, ["king"])  # type: ignore[list-item]


def test_deleting_an_account_deletes_everything_of_theirs(session: Session) -> None:
    made = register(session)
    accounts.create_token(session, made.id, NOW)
    accounts.make_link(session, "reset", NOW, user_id=made.id)
    accounts.delete_account(session, made.id)
    for model in (User, Learner, ApiToken, OneTimeLink):
        assert session.execute(select(func.count()).select_from(model)).scalar_one() == 0
    with pytest.raises(NotFound):
        accounts.delete_account(session, made.id)


def test_an_account_of_the_sign_in_library_gets_its_learner_once(session: Session) -> None:
    made = register(session)
    guest = accounts.create_guest(session, NOW, "nowhere/at-all")
    assert accounts.attach_learner(session, made.id, guest, NOW, "UTC") == made.learner_id


def test_a_token_speaks_for_its_account(session: Session) -> None:
    made = register(session)
    token = accounts.create_token(session, made.id, NOW, scopes=["study", "sets"])
    holder = accounts.check_token(session, token.text, NOW)
    assert (holder.user_id, holder.learner_id) == (made.id, made.learner_id)
    assert holder.scopes == {"study", "sets"}
    assert holder.roles == ("learner",)


def test_a_token_ends_when_it_is_old_or_revoked(session: Session) -> None:
    made = register(session)
    short = accounts.create_token(session, made.id, NOW, life=timedelta(hours=1))
    revoked = accounts.create_token(session, made.id, NOW)
    accounts.revoke_token(session, made.id, revoked.id, NOW)
    for text in (short.text, revoked.text, "qz_nonsense", "", "\0" * 5_000):
        with pytest.raises(Expired):
            accounts.check_token(session, text, NOW + timedelta(hours=2))
    with pytest.raises(NotFound):
        accounts.revoke_token(session, made.id, revoked.id, NOW)


def test_a_link_works_once_and_only_for_its_purpose(session: Session) -> None:
    made = register(session)
    secret = accounts.make_link(session, "reset", NOW, user_id=made.id)
    assert accounts.check_link(session, "reset", secret, NOW) == made.id
    with pytest.raises(Expired):
        accounts.use_link(session, "sign-in", secret, NOW)
    assert accounts.use_link(session, "reset", secret, NOW) == made.id
    with pytest.raises(Expired):
        accounts.use_link(session, "reset", secret, NOW)


def test_a_link_runs_out_and_a_newer_one_replaces_it(session: Session) -> None:
    older = accounts.make_link(session, "first-admin", NOW)
    newer = accounts.make_link(session, "first-admin", NOW)
    with pytest.raises(Expired):
        accounts.check_link(session, "first-admin", older, NOW)
    assert accounts.check_link(session, "first-admin", newer, NOW) is None
    with pytest.raises(Expired):
        accounts.check_link(session, "first-admin", newer, NOW + accounts.LINK_LIFE)
