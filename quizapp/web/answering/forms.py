"""The answer form, made from the question: one field type per kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import (
    Field,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from quizapp.core.errors import WrongShape
from quizapp.services.study.results import Answer, Task
from quizapp.web.forms import Form, token_field
from quizapp.web.words import lazy_gettext as _l

LONGEST_TEXT = 1000
LONGEST = {
    "review_id": 64,
    "question_id": 4000,
    "kind": 20,
    "ms": 12,
    "input": 10,
    "hint": 1,
    "dont_know": 20,
    "got_it": 20,
}
"""What an answer carries besides its response, and how many characters of it are taken."""
HIDDEN = Markup(
    '<input name="review_id" type="hidden" value="{}"><input name="question_id" type="hidden" value="{}">'
    '<input name="kind" type="hidden" value="{}"><input name="ms" type="hidden" value="0" data-ms>'
    '<input name="input" type="hidden" value="" data-input>'
)
TEXT = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "enterkeyhint": "done"}


class Mapped(Field):  # type: ignore[misc]
    """One value per item, sent as `<name>-<item id>`."""

    def process(self, formdata: MultiDict[str, str] | None, *_args: Any, **_extra: Any) -> None:
        """Collect the values that were sent."""
        start = f"{self.name}-"
        sent = formdata or MultiDict()
        self.process_errors: list[str] = []
        self.data = {name.removeprefix(start): sent[name] for name in sent if name.startswith(start)}


def _choices(*pairs: tuple[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


DAYS = [SelectChoice(text) for text in ("", *map(str, range(1, 32)))]
MONTHS = [SelectChoice(text) for text in ("", *map(str, range(1, 13)))]


class Carried(Field):  # type: ignore[misc]
    """The hidden fields and buttons of every answer, read as one field: making eight took longer."""

    def process(self, formdata: MultiDict[str, str] | None, *_args: Any, **_extra: Any) -> None:
        """Take what was sent; "" where nothing was."""
        sent = formdata or MultiDict()
        self.process_errors: list[str] = []
        self.data = {name: sent.get(name, "") for name in LONGEST}

    def pre_validate(self, _form: Form) -> None:
        """Nothing is longer than it can be. Raises ValidationError."""
        if any(len(self.data[name]) > longest for name, longest in LONGEST.items()):
            raise ValidationError


class AnswerForm(Form):
    """What every answer carries: its own id, the sealed question, and how long it took."""

    class Meta(Form.Meta):
        """`hidden_fields` writes the token, and every POST is checked for it before a view sees it."""

        csrf = False

    carried = Carried("")

    def given(self) -> Any:
        """The response in the shape of the question's key. Raises WrongShape."""
        raise WrongShape("this kind of question is not known")


class ChoiceForm(AnswerForm):
    """One of several: a button each."""

    response = RadioField("", validate_choice=False)

    def given(self) -> Any:
        """The option's id."""
        return self.response.data or ""


class TrueFalseForm(AnswerForm):
    """True or false."""

    response = RadioField(
        "",
        choices=[SelectChoice("true", _l("True")), SelectChoice("false", _l("False"))],
        validate_choice=False,
    )

    def given(self) -> Any:
        """A truth value."""
        return {"true": True, "false": False}.get(self.response.data or "")


class TextForm(AnswerForm):
    """Whatever a person types."""

    response = StringField(_l("Your answer"), validators=[Length(max=LONGEST_TEXT)], render_kw=TEXT)

    def given(self) -> Any:
        """The text as typed."""
        return self.response.data or ""


class NumberForm(TextForm):
    """A number, typed as people write it."""

    response = StringField(
        _l("Your number"), validators=[Length(max=100)], render_kw=TEXT | {"inputmode": "decimal"}
    )


class DateForm(TextForm):
    """A date, typed as people write it or put together from pickers."""

    response = StringField(_l("Your date"), validators=[Length(max=100)], render_kw=TEXT)
    day = SelectField(
        _l("Day"),
        choices=DAYS,
        validate_choice=False,
    )
    month = SelectField(
        _l("Month"),
        choices=MONTHS,
        validate_choice=False,
    )
    year = StringField(_l("Year"), validators=[Length(max=5)], render_kw=TEXT | {"inputmode": "numeric"})

    def given(self) -> Any:
        """The text; without one, what the pickers make."""
        typed = (self.response.data or "").strip()
        return typed or self._picked()

    def _picked(self) -> str:
        parts = [
            (self.year.data or "").strip().zfill(4),
            *((f.data or "").zfill(2) for f in (self.month, self.day)),
        ]
        year, month, day = (part if part.strip("0").isdecimal() else "" for part in parts)
        if year:
            return "-".join(part for part in (year, month, day if month else "") if part)
        return f"--{month}-{day}" if month and day else ""


class MultipleForm(AnswerForm):
    """All that are right."""

    response = SelectMultipleField("", validate_choice=False)

    def given(self) -> Any:
        """The ids, in order."""
        return sorted(self.response.data or [])


class MatchingForm(AnswerForm):
    """A target for each item."""

    response = Mapped("")

    def given(self) -> Any:
        """Left id to right id."""
        return {left: right for left, right in self.response.data.items() if right}


class TimelineForm(AnswerForm):
    """A place in the order for each item."""

    response = Mapped("")

    def given(self) -> Any:
        """The ids, earliest first. Raises WrongShape when a place is empty or given twice."""
        places = self.response.data
        if len(set(places.values())) < len(places) or not all(p.isdecimal() for p in places.values()):
            raise WrongShape("give each one a place of its own")
        return sorted(places, key=lambda item: int(places[item]))


class LocateForm(AnswerForm):
    """A point on the map."""

    response = Mapped("")

    def given(self) -> Any:
        """Latitude and longitude in degrees. Raises WrongShape."""
        try:
            return [float(self.response.data[part].replace(",", ".")) for part in ("lat", "lon")]
        except (KeyError, ValueError) as error:
            raise WrongShape("choose a point on the map, or give its latitude and longitude") from error


class RatingForm(AnswerForm):
    """How well one knew it: 1 Again, 2 Hard, 3 Good, 4 Easy."""

    response = RadioField(
        "",
        choices=_choices(("1", _l("Again")), ("2", _l("Hard")), ("3", _l("Good")), ("4", _l("Easy"))),
        validate_choice=False,
    )

    def given(self) -> Any:
        """The rating."""
        return int(self.response.data) if self.response.data in {"1", "2", "3", "4"} else None


FORMS: Mapping[str, type[AnswerForm]] = {
    "choice": ChoiceForm,
    "truefalse": TrueFalseForm,
    "typed": TextForm,
    "cloze": TextForm,
    "date": DateForm,
    "number": NumberForm,
    "multiple": MultipleForm,
    "matching": MatchingForm,
    "timeline": TimelineForm,
    "locate": LocateForm,
    "flashcard": RatingForm,
}


WITH_FIELDS = frozenset({"cloze", "date", "flashcard", "number", "truefalse", "typed"})


def form_for(task: Task) -> AnswerForm | None:
    """An empty form for a question; None where its template writes the fields of its options itself."""
    kind = task.question.kind
    return FORMS[kind](formdata=None) if kind in WITH_FIELDS and task.showing == "ask" else None


def hidden_fields(task: Task) -> Markup:
    """The fields that nobody sees, written at once: every question has them."""
    return token_field() + HIDDEN.format(task.review_id, task.question_id, task.question.kind)


def sent_form() -> AnswerForm:
    """The form as it was sent; its kind only says which fields to read. Raises WrongShape."""
    form = FORMS.get(request.form.get("kind", ""), AnswerForm)()
    if not form.validate():
        raise WrongShape("this answer is longer than any answer can be, or not of the question's form")
    return form


def sent_answer(form: AnswerForm) -> Answer:
    """What the learner sent, as the service takes it. Raises WrongShape."""
    sent: Mapping[str, str] = form.carried.data
    response: Any = {"dont_know": True} if sent["dont_know"] else {"got_it": True}
    if not (sent["dont_know"] or sent["got_it"]):
        response = form.given()
    return Answer(
        review_id=sent["review_id"],
        question_id=sent["question_id"],
        response=response,
        ms=int(sent["ms"]) if sent["ms"].isdecimal() else 0,
        hint=sent["hint"] == "1",
        input=sent["input"] if sent["input"] in {"touch", "keyboard", "mouse"} else "",
    )
