"""What learners tell a set's owner: faults, and answers that should have been right."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select, update
from sqlalchemy.orm import Session

from quizapp.bank.checking import check_text
from quizapp.bank.faults import Fault, SetFaults
from quizapp.bank.load import document_of_text
from quizapp.core.errors import UnknownQuestion
from quizapp.core.facts import EntityRef, Fact
from quizapp.core.questions import Question, QuestionId
from quizapp.core.spelling.folding import fold
from quizapp.db.engine import writing
from quizapp.db.library import SetRow
from quizapp.db.study import Report
from quizapp.services import library
from quizapp.services.errors import Invalid, NotAllowed, NotFound

SENT = "set.json"
MOST = 500
"""Open reports read at once, the oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One open report. Who sent it is not told."""

    report_id: UUID
    set_slug: str
    sort: str
    """fault (`text` is what the learner wrote) or override (`text` is the answer they gave)."""
    text: str
    prompt: str
    """The question as it was put; empty if it can no longer be made."""
    answer: str
    card: str
    named: str
    """Title of the thing that `text` could become a name of; empty when it is no answer to be accepted."""
    created_at: datetime


def open_reports(
    session: Session, owner_id: int | None, *, administrator: bool = False
) -> Sequence[ReportLine]:
    """The open reports on the sets of one owner, or on every set for an administrator."""
    wanted = _reports().where(Report.status == "open").order_by(Report.created_at, Report.report_id)
    if not administrator:
        wanted = wanted.where(SetRow.owner_id == owner_id)
    return [_line(session, row) for row in session.execute(wanted.limit(MOST)).all()]


def settle(
    session: Session,
    report_id: UUID,
    owner_id: int | None,
    *,
    status: str,
    now: datetime,
    administrator: bool = False,
) -> None:
    """Close a report as taken or refused. Raises NotFound and Invalid."""
    if status not in ("taken", "refused"):
        raise Invalid("status: taken or refused")
    with writing(session):
        _close(session, _find(session, report_id, owner_id, administrator=administrator), status, now)


def take_as_name(
    session: Session, report_id: UUID, owner_id: int | None, *, now: datetime, administrator: bool = False
) -> library.Published:
    """Publish the set with the learner's answer as one more accepted name, and close the report.

    Raises NotFound; Invalid when the answer is the name of nothing, or of something else; SetError when
    the set would have faults with it; NotAllowed for sets kept as files, which the next start puts back.
    """
    with writing(session):
        row = _find(session, report_id, owner_id, administrator=administrator)
        if row.owner_id is None:
            raise NotAllowed(f"{row.slug} is kept as files in the question bank; add the name there")
        before = library.document_of(session, row.slug)
        after = _with_name(session, before, _question(session, row), row.text.strip())
        if new := _faults(after) - _faults(before):
            raise SetFaults(list(new))
        published = library.publish(session, document_of_text(after, SENT), row.owner_id, now)
        _close(session, row, "taken", now)
    return published


def _faults(document: str) -> set[Fault]:
    """What is wrong with a document, without the places and ids, which a name more changes."""
    found = check_text(document, SENT)
    return {replace(fault, line=1, column=1, question="") for fault in found if fault.severity == "error"}


def _reports() -> Select[*tuple[Any, ...]]:
    return select(
        Report.learner_id,
        Report.report_id,
        Report.sort,
        Report.text,
        Report.question,
        Report.status,
        Report.created_at,
        SetRow.slug,
        SetRow.owner_id,
    ).join(SetRow, SetRow.id == Report.set_id)


def _find(
    session: Session, report_id: UUID, owner_id: int | None, *, administrator: bool
) -> Row[*tuple[Any, ...]]:
    row = session.execute(_reports().where(Report.report_id == report_id)).one_or_none()
    if row is None or row.status != "open" or (row.owner_id != owner_id and not administrator):
        raise NotFound("there is no such open report on a set of yours")
    return row


def _close(session: Session, row: Row[*tuple[Any, ...]], status: str, now: datetime) -> None:
    one = (Report.learner_id == row.learner_id) & (Report.report_id == row.report_id)
    session.connection().execute(update(Report).where(one).values(status=status, handled_at=now))


def _line(session: Session, row: Row[*tuple[Any, ...]]) -> ReportLine:
    question = _question(session, row)
    return ReportLine(
        report_id=row.report_id,
        set_slug=row.slug,
        sort=row.sort,
        text=row.text,
        prompt=question.prompt if question else "",
        answer=question.answer if question else "",
        card=question.cards[0].key if question else "",
        named=_title(session, row, question),
        created_at=row.created_at,
    )


def _question(session: Session, row: Row[*tuple[Any, ...]]) -> Question | None:
    """The question as it was put; None when a newer program words it otherwise."""
    try:
        id = QuestionId.parse(row.question)
        return library.generator_for(session, id.revision).rebuild(id)
    except UnknownQuestion:
        return None


def _title(session: Session, row: Row[*tuple[Any, ...]], question: Question | None) -> str:
    if row.sort != "override" or question is None or question.kind not in ("typed", "cloze"):
        return ""
    return question.answer if row.text.strip() and _accepting(session, question) else ""


def _accepting(session: Session, question: Question) -> str | Fact | None:
    """What can be accepted more of: the id of an entity or of a written question, or a fact with a text."""
    facts = library.generator_for(session, question.id.revision).facts
    card = question.cards[0]
    if card.fact in facts.written:
        return card.fact
    fact = facts.facts.get(card.fact)
    if fact is None or question.direction == "reverse":
        return fact.entity if fact else None
    value = fact.claims[0].value
    return value.id if isinstance(value, EntityRef) else fact


def _with_name(session: Session, before: str, question: Question | None, name: str) -> str:
    document = json.loads(before)
    thing = _accepting(session, question) if question else None
    entities: dict[str, Any] = document.get("entities", {})
    written = {item["id"]: item for item in document.get("questions", [])}
    if isinstance(thing, Fact):
        more = _shape_of(entities, thing)
    elif thing in entities:
        if any(_has(other, name) for id, other in entities.items() if id != thing):
            raise Invalid(f"{name[:80]!r} is the name of something else in the set")
        entities[thing].setdefault("names", []).append({"text": name})
        return json.dumps(document, ensure_ascii=False)
    else:
        more = written.get(thing)
    if more is None:
        raise Invalid("the answer is no name of anything in the set as it stands; correct the set itself")
    more.setdefault("accepts", []).append(name)
    return json.dumps(document, ensure_ascii=False)


def _shape_of(entities: dict[str, Any], fact: Fact) -> dict[str, Any] | None:
    """Where the document writes a fact, or the list's member that it is; None if it is there no more."""
    for shape in entities.get(fact.entity, {}).get("facts", {}).get(fact.attribute, []):
        qualifiers = {key: "|".join(values) for key, values in shape.get("for", {}).items()}
        for part in (shape, *(shape.get("members") or [])) if qualifiers == fact.qualifiers else ():
            values = [part.get("value"), *(claim["value"] for claim in part.get("claims") or [])]
            if fact.claims[0].value in values:
                found: dict[str, Any] = part
                return found
    return None


def _has(thing: dict[str, Any], name: str) -> bool:
    return any(fold(one["text"]) == fold(name) for one in thing.get("names", []))
