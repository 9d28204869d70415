"""Publishing: a document that the bank has checked becomes the set's next revision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.orm import Session

from quizapp.bank import load
from quizapp.core.errors import SetError
from quizapp.core.facts import FactSet
from quizapp.core.questions import DIRECTIONS, Card
from quizapp.db.engine import insert_into, writing
from quizapp.db.library import CardKey, RevisionChange, RevisionRow, SetRow
from quizapp.services.errors import NotAllowed
from quizapp.services.library.differences import Difference, differences, keys_of, things
from quizapp.services.library.results import REVISION_DIGITS, Published
from quizapp.services.library.shelf import pack, shelf

ROWS_AT_ONCE = 500


def publish(
    session: Session,
    document: str,
    owner_id: int | None,
    now: datetime,
    *,
    administrator: bool = False,
    fingerprint: str = "",
) -> Published:
    """Publish a canonical document (`bank.load.document`) as the set's new revision.

    Raises SetError (nothing is changed then), and NotAllowed when the set is another owner's and the
    publisher is no administrator.
    """
    facts = load.from_document(document)
    if not things(facts):
        raise SetError(f"{facts.slug}: the set has no facts; add some before publishing it")
    with writing(session) as connection:
        found = _claim_set(connection, facts.slug, owner_id, now, administrator=administrator)
        before = shelf(connection).get(connection, found.revision_id) if found.revision_id else None
        mark = {"fingerprint": fingerprint, "withdrawn_at": None}
        if before is not None and before.facts.hash == facts.hash:
            connection.execute(update(SetRow).where(SetRow.id == found.id).values(mark))
            return Published(slug=facts.slug, revision=facts.hash, created=False)
        number = before.number + 1 if before else 1
        revision_id = _add_revision(
            connection,
            facts,
            document,
            set_id=found.id,
            number=number,
            published_by=owner_id,
            published_at=now,
        )
        _add_keys(connection, keys_of(facts))
        changes = list(differences(before.facts, facts)) if before else []
        _add_changes(connection, found.id, number, changes)
        connection.execute(
            update(SetRow).where(SetRow.id == found.id).values(revision_id=revision_id, **mark)
        )
    return _published(facts, before.facts if before else None, changes)


def load_bank(session: Session, folder: Path, now: datetime) -> Sequence[Published]:
    """Publish every set of a question bank that is not published as it stands. Raises SetError."""
    known = {row.slug: row.fingerprint for row in session.execute(select(SetRow.slug, SetRow.fingerprint))}
    done = []
    for path in load.set_folders(folder):
        mark = _fingerprint(path)
        if known.get(path.name) != mark:
            done.append(
                publish(session, load.document(path), None, now, administrator=True, fingerprint=mark)
            )
    return done


def withdraw(
    session: Session, slug: str, owner_id: int | None, now: datetime, *, administrator: bool = False
) -> None:
    """Take a set off the lists; its revisions, cards and logs stay. Raises NotFound and NotAllowed."""
    from quizapp.services.library.listing import get_set

    with writing(session) as connection:
        found = get_set(session, slug)
        if found.owner_id != owner_id and not administrator:
            raise NotAllowed(f"the set {slug} is somebody else's")
        connection.execute(update(SetRow).where(SetRow.id == found.id).values(withdrawn_at=now))


def _claim_set(
    connection: Connection, slug: str, owner_id: int | None, now: datetime, *, administrator: bool
) -> Row[*tuple[Any, ...]]:
    connection.execute(
        insert_into(connection, SetRow)
        .values(slug=slug, owner_id=owner_id, shared=True, fingerprint="", created_at=now)
        .on_conflict_do_nothing()
    )
    found = connection.execute(
        select(SetRow.id, SetRow.owner_id, SetRow.revision_id).where(SetRow.slug == slug).with_for_update()
    ).one()
    if found.owner_id != owner_id and not administrator:
        raise NotAllowed(f"there is a set {slug} already, and it is somebody else's; give yours another slug")
    return found


def _add_revision(connection: Connection, facts: FactSet, document: str, **columns: Any) -> int:
    made = connection.execute(
        insert(RevisionRow)
        .values(
            hash=facts.hash,
            short=facts.hash[:REVISION_DIGITS],
            document=pack(document),
            summary=_summary(facts),
            **columns,
        )
        .returning(RevisionRow.id)
    )
    return int(made.scalar_one())


def _add_keys(connection: Connection, cards: Iterable[Card]) -> None:
    # One statement sent with many rows: as one statement of many rows, each number of rows is compiled anew.
    rows = [{"key": card.key, "origin": card.origin} for card in cards]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        connection.execute(insert_into(connection, CardKey).on_conflict_do_nothing(), some)


def _add_changes(connection: Connection, set_id: int, number: int, changes: Sequence[Difference]) -> None:
    rows = []
    for change in changes:
        keys = [replace(change.card, direction=direction).key for direction in DIRECTIONS]
        for card_id in connection.execute(select(CardKey.id).where(CardKey.key.in_(keys))).scalars():
            rows.append(
                {"set_id": set_id, "number": number, "card_id": card_id}
                | {"change": change.change, "was": change.was}
            )
    if rows:
        connection.execute(insert(RevisionChange), rows)


def _summary(facts: FactSet) -> dict[str, Any]:
    return {
        "title": facts.title,
        "summary": facts.summary,
        "language": facts.language,
        "general": facts.general,
        "licence": facts.licence,
        "topics": list(facts.topics),
        "facts": len(things(facts)),
        "cards": sum(1 for thing in things(facts).values() if thing.asked),
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "short": source.short,
                "party": source.party,
                "issuer": source.issuer,
                "date": source.date,
                "url": source.url,
            }
            for source in facts.sources.values()
        ],
    }


def _published(facts: FactSet, before: FactSet | None, changes: Sequence[Difference]) -> Published:
    def of(change: str) -> tuple[str, ...]:
        return tuple(sorted(one.fact for one in changes if one.change == change))

    old = things(before) if before else {}
    return Published(
        slug=facts.slug,
        revision=facts.hash,
        created=True,
        added=tuple(name for name in things(facts) if name not in old),
        corrected=of("corrected"),
        removed=of("removed"),
    )


def _fingerprint(folder: Path) -> str:
    """Hash of all of a set folder's files; equal as long as nothing in it was changed."""
    whole = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0")
            whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()
