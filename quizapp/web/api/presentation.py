"""From what services give to the shapes that go over HTTP."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.core.questions import Citation, Option
from quizapp.services.library import SetSummary
from quizapp.services.progress import FactLine
from quizapp.services.study.results import CardFigures, Feedback, Outcome, Task, Today, Turn
from quizapp.web.api import schemas


def set_line(summary: SetSummary) -> schemas.SetLine:
    """A published set."""
    return schemas.SetLine(
        slug=summary.slug,
        title=summary.title,
        summary=summary.summary,
        language=summary.language,
        general=summary.general,
        licence=summary.licence,
        facts=summary.facts,
        cards=summary.cards,
        topics=list(summary.topics),
        sources=[
            schemas.SetSource(id=s.id, title=s.title, short=s.short, party=s.party, issuer=s.issuer)
            for s in summary.sources
        ],
        one_sided=summary.one_sided,
        revision=summary.revision,
        published_at=summary.published_at,
    )


def question(task: Task) -> schemas.QuestionShape:
    """A question without its key; the statement only where the fact is shown before it is asked."""
    asked = task.question
    return schemas.QuestionShape(
        id=task.question_id,
        review_id=task.review_id,
        set=task.set_slug,
        kind=asked.kind,
        direction=asked.direction,
        attribution=asked.attribution,
        stem=asked.stem,
        prompt=asked.prompt,
        options=_options(asked.options),
        targets=_options(asked.targets),
        topic=asked.topic,
        level=asked.level,
        new=task.new,
        repeat=task.repeat,
        showing=task.showing,
        statement=asked.statement if task.showing == "show" else "",
        was=task.was if task.showing == "show" else "",
    )


def figures(today: Today) -> schemas.Figures:
    """The study day."""
    return schemas.Figures(
        study_day=today.study_day,
        answered=today.answered,
        counted=today.counted,
        right=today.right,
        met=today.met,
        left=today.left,
        new_left=today.new_left,
        backlog=today.backlog,
        days_to_catch_up=today.days_to_catch_up,
        done=today.done,
    )


def turn(found: Turn) -> schemas.TurnShape:
    """What comes next."""
    return schemas.TurnShape(
        question=question(found.task) if found.task else None,
        next_due=found.next_due,
        today=figures(found.today),
    )


def outcome(done: Outcome) -> schemas.OutcomeShape:
    """A recorded answer."""
    return schemas.OutcomeShape(
        review_id=done.review_id,
        recorded=done.recorded,
        verdict=schemas.VerdictShape(
            correct=done.verdict.correct,
            score=done.verdict.score,
            reason=done.verdict.reason,
            message=done.verdict.message,
        ),
        feedback=feedback(done.feedback),
        card=_card(done.card) if done.card else None,
        may_override=done.may_override,
        next=question(done.turn.task) if done.turn.task else None,
        next_due=done.turn.next_due,
        today=figures(done.turn.today),
    )


def feedback(shown: Feedback) -> schemas.FeedbackShape:
    """What is shown after an answer."""
    return schemas.FeedbackShape(
        key=shown.key,
        answer=shown.answer,
        statement=shown.statement,
        chosen_why=shown.chosen_why,
        source=_source(shown.question.source),
        others=[_source(other) for other in shown.question.others],
    )


def batch_item(task: Task) -> schemas.BatchItem:
    """A question with its key and feedback, for use offline."""
    asked = task.question
    known = Feedback(key=asked.key, answer=asked.answer, statement=asked.statement, question=asked)
    return schemas.BatchItem(question=question(task), feedback=feedback(known))


def fact(line: FactLine) -> schemas.FactFigures:
    """One card of a set as its learner stands with it."""
    return schemas.FactFigures.model_validate(line, from_attributes=True)


def _options(options: Sequence[Option]) -> list[schemas.OptionShape]:
    return [schemas.OptionShape(id=option.id, text=option.text) for option in options]


def _card(card: CardFigures) -> schemas.CardShape:
    return schemas.CardShape.model_validate(card, from_attributes=True)


def _source(source: Citation) -> schemas.Source:
    return schemas.Source(
        id=source.id,
        title=source.title,
        locator=source.locator,
        quote=source.quote,
        attributed=source.attributed,
    )
