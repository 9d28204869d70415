"""The facts of a set, searched, browsed with one's strength, and acted on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from flask import Response, abort, flash, make_response, render_template, request, url_for
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from quizapp.core.generation import Generator
from quizapp.core.questions import Card
from quizapp.services import library, progress, study
from quizapp.services.errors import Invalid
from quizapp.services.library.results import SetSummary
from quizapp.services.progress import FactLine, FactQuery
from quizapp.web.answering.actions import is_own_address
from quizapp.web.extensions import database, now, seal
from quizapp.web.forms import Form, PlainForm
from quizapp.web.fragments import leave
from quizapp.web.learner.rooms import blueprint
from quizapp.web.visitors import learner, visitor
from quizapp.web.words import gettext as _
from quizapp.web.words import lazy_gettext as _l
from quizapp.web.words import ngettext

A_PAGE = 50
MOST_AT_ONCE = 500
STEM_KINDS = ("flashcard", "typed", "choice", "date", "number")
STRENGTHS = [
    SelectChoice("", _l("any")),
    SelectChoice("new", _l("new")),
    SelectChoice("learning", _l("learning")),
    SelectChoice("young", _l("young")),
    SelectChoice("strong", _l("strong")),
    SelectChoice("suspended", _l("put aside")),
]


class SearchForm(Form):
    """What to look for; sent by GET, so it carries no token."""

    class Meta(Form.Meta):
        """Searching changes nothing."""

        csrf = False

    text = StringField(_l("Words"), validators=[Length(max=200)], render_kw={"type": "search", "dir": "auto"})
    topic = SelectField(_l("Topic"), validate_choice=False)
    strength = SelectField(_l("Strength"), choices=STRENGTHS, validate_choice=False)
    source = SelectField(_l("Source"), validate_choice=False)

    def offer(self, own: SetSummary) -> None:
        """The topics and sources of a set."""
        self.topic.choices = [SelectChoice("", _l("any")), *(SelectChoice(one, one) for one in own.topics)]
        self.source.choices = [
            SelectChoice("", _l("any")),
            *(SelectChoice(one.id, one.short or one.title) for one in own.sources),
        ]

    def query(self, page: str) -> FactQuery:
        """The search as the service takes it."""
        fields = (self.text, self.topic, self.strength, self.source)
        return FactQuery.of(page=page, per_page=A_PAGE, **{one.name: one.data or "" for one in fields})


@blueprint.get("/sets/<slug>/facts")
def facts(slug: str) -> Response:
    """Every fact with its strength; those not met yet keep their answers to themselves unless asked."""
    own = library.get_set(database(), slug)
    form = SearchForm(request.args)
    form.offer(own)
    query = form.query(request.args.get("page", ""))
    learner_id = visitor().learner_id
    generator = library.generator_for(database(), own.revision)
    told = request.args.get("answers") == "yes"

    def shown(line: FactLine) -> str:
        unmet = line.strength == "new" and not told
        return _stem(generator, line.card) if unmet else f"{line.label} {line.answer}"

    found = (
        progress.search(database(), learner_id, slug, query, now(), shown=shown)
        if learner_id is not None
        else None
    )
    html = render_template(
        "learner/facts.html",
        set=own,
        form=form,
        found=found,
        told=told,
        stems={} if told or found is None else stems(generator, found.lines),
        turned=_turned,
    )
    response = make_response(html)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/facts")
def act() -> Response:
    """Study, put aside, take up again, begin again or set as known: the facts that were chosen."""
    form = PlainForm()
    cards = request.form.getlist("cards")[:MOST_AT_ONCE]
    back = request.form.get("back", "")
    if not form.validate() or not is_own_address(back):
        abort(400)
    if not cards:
        flash(_("Choose one fact or more first."), "error")
        return leave(back)
    chosen = ACTS.get(request.form.get("do", "")) or abort(400)
    slug = request.form.get("slug", "")
    if slug:
        study.enrol(database(), learner(), slug, now())
    return leave(chosen(cards) or back)


def stems(generator: Generator, lines: Iterable[FactLine]) -> dict[str, str]:
    """The question of each fact not met yet, in place of the statement that would tell its answer."""
    return {line.card: _stem(generator, line.card) for line in lines if line.strength == "new"}


@lru_cache(maxsize=20_000)
def _stem(generator: Generator, key: str) -> str:
    card = replace(Card.parse(key), direction="forward")  # the other way round would tell the answer
    kinds = dict.fromkeys((*STEM_KINDS, *generator.kinds(card)))
    found = (generator.make(card, kind, 1) for kind in kinds)
    return next((one.prompt for one in found if one is not None), _("A fact not met yet"))


def _study(cards: Sequence[str]) -> str:
    try:
        study.study_these(database(), seal(), learner(), cards, now=now())
    except Invalid:
        flash(_("None of these can be asked today any more. They come back on their dates."), "error")
        return ""
    return url_for("learner.studying")


def _suspend(cards: Sequence[str]) -> str:
    count = study.suspend_cards(database(), learner(), cards)
    flash(ngettext("One fact is put aside.", "%(num)d facts are put aside.", count), "success")
    return ""


def _take_up(cards: Sequence[str]) -> str:
    count = study.suspend_cards(database(), learner(), cards, suspended=False)
    flash(ngettext("One fact is taken up again.", "%(num)d facts are taken up again.", count), "success")
    return ""


def _reset(cards: Sequence[str]) -> str:
    count = study.reset_cards(database(), seal(), learner(), cards, now=now())
    flash(ngettext("One fact begins again as new.", "%(num)d facts begin again as new.", count), "success")
    return ""


def _known(cards: Sequence[str]) -> str:
    count = study.set_known(database(), seal(), learner(), cards, now=now())
    flash(ngettext("One fact is set as known.", "%(num)d facts are set as known.", count), "success")
    return ""


ACTS = {"study": _study, "suspend": _suspend, "take_up": _take_up, "reset": _reset, "known": _known}
"""What a button does; each returns where to go next, "" for back."""


def _turned(page: int) -> str:
    """The address of another page of the same search."""
    kept: dict[str, Any] = {name: text for name, text in request.args.items() if text}
    return url_for("learner.facts", **(request.view_args or {}), **kept | {"page": page})
