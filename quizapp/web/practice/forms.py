"""What to practise: sets, topics, kinds, how many questions, and how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import IntegerField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from quizapp.services.library import SetSummary
from quizapp.services.practice import KINDS, LONGEST_MINUTES, MOST_QUESTIONS, Choices
from quizapp.web.forms import Form
from quizapp.web.words import gettext as _
from quizapp.web.words import lazy_gettext as _l

KIND_NAMES = {
    "choice": _l("one of several"),
    "truefalse": _l("true or false"),
    "multiple": _l("all that apply"),
    "matching": _l("matching pairs"),
    "timeline": _l("in order of time"),
    "typed": _l("typed answers"),
    "cloze": _l("fill the gap"),
    "date": _l("dates"),
    "number": _l("numbers"),
    "locate": _l("places on the map"),
}
NUMBER = {"inputmode": "numeric"}


class ChoicesForm(Form):
    """The wishes for a practice quiz. A set counts as chosen when one of its topics is."""

    sets = SelectMultipleField(_l("Sets"))
    topics = SelectMultipleField(_l("Topics"))
    kinds = SelectMultipleField(_l("Kinds of question"))
    among = RadioField(
        _l("Which facts"),
        choices=[SelectChoice("all", _l("All of them")), SelectChoice("met", _l("Only those I have met"))],
        default="all",
    )
    count = IntegerField(
        _l("Number of questions"),
        default=10,
        validators=[InputRequired(), NumberRange(1, MOST_QUESTIONS)],
        render_kw=NUMBER | {"min": 1, "max": MOST_QUESTIONS},
    )
    minutes = IntegerField(
        _l("Minutes, if it is to be timed"),
        validators=[Optional(), NumberRange(1, LONGEST_MINUTES)],
        render_kw=NUMBER | {"min": 1, "max": LONGEST_MINUTES},
    )
    feedback = RadioField(
        _l("When to be told what was right"),
        choices=[SelectChoice("now", _l("After each answer")), SelectChoice("end", _l("At the end"))],
        default="now",
    )

    def __init__(self, sets: Sequence[SetSummary], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sets.choices = [SelectChoice(item.slug, item.title) for item in sets]
        self.topics.choices = [
            SelectChoice(f"{item.slug}/{topic}", topic) for item in sets for topic in item.topics
        ]
        self.kinds.choices = [SelectChoice(kind, KIND_NAMES[kind]) for kind in KINDS]

    def validate(self, extra_validators: Any = None) -> bool:
        """At least one set or topic is chosen."""
        if not super().validate(extra_validators):
            return False
        if not self.slugs():
            self.sets.errors = [_("Choose at least one set.")]
            return False
        return True

    def slugs(self) -> tuple[str, ...]:
        """The sets that are chosen, also by a topic of theirs."""
        return tuple(dict.fromkeys([*(self.sets.data or ()), *self.narrowed()]))

    def narrowed(self) -> list[str]:
        """The sets of which only some topics are chosen."""
        return [topic.partition("/")[0] for topic in self.topics.data or ()]

    def wishes(self) -> Choices:
        """What the service takes."""
        return Choices(
            sets=self.slugs(),
            topics=tuple(self.topics.data or ()),
            kinds=tuple(self.kinds.data or ()),
            among=self.among.data,
            count=self.count.data,
            minutes=self.minutes.data,
            feedback=self.feedback.data == "now",
        )
