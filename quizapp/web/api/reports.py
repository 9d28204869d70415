"""What learners reported about an instructor's sets, over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from flask import Blueprint
from pydantic import BaseModel

from quizapp.bank.faults import SetFaults
from quizapp.services import reports
from quizapp.web.api import schemas
from quizapp.web.api.authentication import AUTHOR, holder, needs
from quizapp.web.api.documents import answers, spec
from quizapp.web.api.pages import part
from quizapp.web.api.problems import Problem
from quizapp.web.extensions import database, now

blueprint = Blueprint("reports", __name__, url_prefix="/reports")


class ReportShape(BaseModel):
    """An open report; who sent it is not told."""

    report_id: UUID
    set_slug: str
    sort: Literal["fault", "override"]
    text: str
    prompt: str
    answer: str
    card: str
    named: str
    created_at: datetime


class ReportPage(BaseModel):
    """A page of open reports, the oldest first."""

    items: list[ReportShape]
    next_cursor: str


class Settled(schemas.Shape):
    """What becomes of a report; `name` publishes the learner's answer as one more accepted name."""

    status: Literal["taken", "refused", "name"]


@blueprint.get("")
@needs(AUTHOR)
@spec.validate(resp=answers(404, HTTP_200=ReportPage), tags=["reports"])
def list_reports(query: schemas.Page) -> ReportPage:
    """The open reports on one's own sets; for an administrator on every set."""
    lines = reports.open_reports(database(), holder().user_id, administrator=_administrator())
    found, cursor = part(lines, query)
    items = [ReportShape.model_validate(line, from_attributes=True) for line in found]
    return ReportPage(items=items, next_cursor=cursor)


@blueprint.post("/<uuid:report_id>")
@needs(AUTHOR)
@spec.validate(resp=answers(404, 409, 413, 415, HTTP_204=None), tags=["reports"])
def settle(report_id: UUID, json: Settled) -> tuple[str, int]:
    """Close a report. A name that would make questions ambiguous is answered with 409; nothing is changed."""
    owner, time, administrator = holder().user_id, now(), _administrator()
    if json.status != "name":
        reports.settle(
            database(), report_id, owner, status=json.status, now=time, administrator=administrator
        )
        return "", 204
    try:
        reports.take_as_name(database(), report_id, owner, now=time, administrator=administrator)
    except SetFaults as refused:
        raise Problem(409, "; ".join(fault.message for fault in refused.faults[:3])) from refused
    return "", 204


def _administrator() -> bool:
    return "admin" in holder().roles
