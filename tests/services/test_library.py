"""Sets: published as revisions, found, corrected, and drafted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.bank import load
from quizapp.core.errors import SetError, UnknownQuestion
from quizapp.db.library import CardKey, RevisionChange, RevisionRow
from quizapp.services import accounts, library
from quizapp.services.errors import NotAllowed, NotFound

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
THREE = {"France": "Paris", "Italy": "Rome", "Spain": "Madrid"}
Publish = Callable[..., library.Published]


def count(session: Session, model: type) -> int:
    return session.execute(select(func.count()).select_from(model)).scalar_one()


def instructor(session: Session, name: str) -> int:
    made = accounts.register(
        session, None, username=name, password="long enough", roles=["instructor"], now=NOW
    )
    return made.id


def test_a_published_set_is_listed_with_its_sources_and_size(session: Session, publish: Publish) -> None:
    publish(THREE)
    (found,) = library.list_sets(session)
    assert (found.slug, found.title, found.facts) == ("capitals", "Capitals", 3)
    assert library.get_set(session, "capitals") == found
    assert set(library.facts_of(session, "capitals").facts) == {
        "france.capital",
        "italy.capital",
        "spain.capital",
    }


def test_the_same_content_is_no_new_revision(session: Session, publish: Publish) -> None:
    first, second = publish(THREE), publish(THREE)
    assert first.created
    assert not second.created
    assert first.revision == second.revision
    assert count(session, RevisionRow) == 1


def test_a_revision_says_what_it_changed(session: Session, publish: Publish) -> None:
    publish(THREE)
    after = publish({"France": "Lyon", "Italy": "Rome", "Peru": "Lima"})
    assert after.added == ("peru.capital",)
    assert after.corrected == ("france.capital",)
    assert after.removed == ("spain.capital",)
    changes = session.execute(
        select(CardKey.key, RevisionChange.change, RevisionChange.was)
        .join(CardKey, CardKey.id == RevisionChange.card_id)
        .where(CardKey.key.endswith("forward"))
        .order_by(CardKey.key)
    )
    assert [tuple(change) for change in changes] == [
        ("capitals/france.capital/forward", "corrected", "Paris"),
        ("capitals/peru.capital/forward", "restored", ""),
        ("capitals/spain.capital/forward", "removed", ""),
    ]


def test_cards_keep_their_numbers(session: Session, publish: Publish) -> None:
    publish(THREE)
    before = dict(session.execute(select(CardKey.key, CardKey.id)).all())
    publish({**THREE, "Peru": "Lima"})
    after = dict(session.execute(select(CardKey.key, CardKey.id)).all())
    assert before.items() <= after.items()


def test_an_old_revision_still_makes_its_questions(session: Session, publish: Publish) -> None:
    old = publish(THREE)
    new = publish({**THREE, "France": "Lyon"})
    for revision in (old.revision, old.revision[:12], new.revision):
        assert library.generator_for(session, revision) is not None
    with pytest.raises(UnknownQuestion):
        library.generator_for(session, "0" * 12)


def test_nobody_publishes_over_another_owners_set(session: Session, publish: Publish) -> None:
    one, other = instructor(session, "one"), instructor(session, "other")
    publish(THREE, owner_id=one)
    with pytest.raises(NotAllowed):
        publish({"France": "Lyon"}, owner_id=other)
    assert library.list_sets(session, owner_id=one)[0].facts == 3
    assert library.list_sets(session, owner_id=other) == []


def test_a_withdrawn_set_leaves_the_lists_only(session: Session, publish: Publish) -> None:
    publish(THREE)
    library.withdraw(session, "capitals", None, NOW)
    assert library.list_sets(session) == []
    assert library.get_set(session, "capitals").facts == 3
    publish(THREE)
    assert len(library.list_sets(session)) == 1


def test_a_set_that_is_not_there(session: Session) -> None:
    for read in (library.get_set, library.facts_of):
        with pytest.raises(NotFound):
            read(session, "atlantis")


def test_a_broken_document_changes_nothing(session: Session, publish: Publish) -> None:
    publish(THREE)
    broken = json.dumps({"set": "capitals", "title": "Capitals", "entities": {"france": {"type": "planet"}}})
    with pytest.raises(SetError):
        library.publish(session, broken, None, NOW)
    assert library.get_set(session, "capitals").facts == 3


def test_a_question_bank_is_read_again_only_where_it_changed(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "capitals"
    folder.mkdir()
    text = load.document_of_text("Country,Capital\nFrance,Paris\nItaly,Rome\n", "capitals.csv")
    (folder / "set.yaml").write_text(text)
    assert [one.created for one in library.load_bank(session, tmp_path, NOW)] == [True]
    assert library.load_bank(session, tmp_path, NOW) == []
    (folder / "set.yaml").write_text(text.replace("Paris", "Lyon"))
    assert library.load_bank(session, tmp_path, NOW)[0].corrected == ("france.capital",)
    shutil.rmtree(folder)
    assert library.load_bank(session, tmp_path, NOW) == []


def test_drafts_belong_to_their_owner(session: Session) -> None:
    one, other = instructor(session, "one"), instructor(session, "other")
    made = library.save_draft(session, one, "Rivers", {"rows": [["Nile", "6650"]]}, now=NOW)
    changed = library.save_draft(session, one, "Long rivers", {"rows": []}, now=NOW, draft_id=made.id)
    assert library.list_drafts(session, one) == [changed]
    assert library.list_drafts(session, other) == []
    with pytest.raises(NotFound):
        library.save_draft(session, other, "Mine", {}, now=NOW, draft_id=made.id)
    with pytest.raises(NotFound):
        library.delete_draft(session, other, made.id)
    library.delete_draft(session, one, made.id)
    assert library.list_drafts(session, one) == []
