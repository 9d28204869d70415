"""A set on paper: as flashcards to cut out, or as a worksheet with its key on a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import Response, make_response, render_template, request

from quizapp.core.generation import Generator
from quizapp.core.questions import CLOSED_KINDS, Question
from quizapp.services import library
from quizapp.web.extensions import database
from quizapp.web.learner.rooms import blueprint

FORMS = ("cards", "worksheet")
SEED = 1
MOST = 400
"""Cards or questions of one print."""
ON_PAPER = ("choice", "typed", "date", "number", "cloze", "flashcard")
"""Kinds that paper can ask, those with most to do first."""


@blueprint.get("/sets/<slug>/print")
def printed(slug: str) -> Response:
    """The set made for printing; 404 for a set that does not exist."""
    found = library.get_set(database(), slug)
    form = request.args.get("as", "")
    form = form if form in FORMS else FORMS[0]
    questions = list(_questions(library.generator_for(database(), found.revision), form))
    return make_response(
        render_template("learner/print.html", set=found, form=form, questions=questions, most=MOST)
    )


def _questions(generator: Generator, form: str) -> Iterator[Question]:
    """One question for each card that is asked by default, in the set's order."""
    made = 0
    for number, card in enumerate(generator.cards()):
        kinds = _kinds(generator.suiting(card), form, number)
        question = next((one for kind in kinds if (one := generator.make(card, kind, SEED))), None)
        if question is not None and question.asked and not question.sensitive:
            yield question
            made += 1
        if made >= MOST:
            return


def _kinds(suiting: Sequence[str], form: str, number: int) -> list[str]:
    """Open questions for flashcards ("which of these" needs a list); by turns both for a worksheet."""
    known = [kind for kind in ON_PAPER if kind in suiting and (form != "cards" or kind not in CLOSED_KINDS)]
    closed_first = form == "worksheet" and number % 2 == 0
    return sorted(known, key=lambda kind: (kind in CLOSED_KINDS) != closed_first)
