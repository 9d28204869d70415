"""The small forms that stand below a question: notes, reports, corrections."""

from __future__ import annotations

from wtforms import HiddenField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from quizapp.web.forms import Form
from quizapp.web.words import lazy_gettext as _l

LONGEST_NOTE = 2000


def is_own_address(address: str) -> bool:
    """Whether an address leads to a page of ours."""
    return address.startswith("/") and not address.startswith(("//", "/\\"))


class AimForm(Form):
    """Which card or question a button means, and where to go on."""

    card = HiddenField(validators=[Length(max=300)])
    question_id = HiddenField(validators=[Length(max=4000)])
    slug = HiddenField(validators=[Length(max=100)])
    back = HiddenField(validators=[Length(max=300)])
    take_up = HiddenField(validators=[Length(max=3)])

    @property
    def suspended(self) -> bool:
        """Whether the card is put aside, not taken up again."""
        return not self.take_up.data

    def validate_back(self, field: HiddenField) -> None:
        """A way back leads to a page of ours."""
        if field.data and not is_own_address(field.data):
            raise ValidationError(_l("This is not an address of this site."))


class NoteForm(AimForm):
    """A private note; empty removes it."""

    text = TextAreaField(
        _l("Your note, for you alone"), validators=[Length(max=LONGEST_NOTE)], render_kw={"rows": 3}
    )


class ReportForm(AimForm):
    """What is wrong with a question."""

    text = TextAreaField(
        _l("What is wrong?"), validators=[DataRequired(), Length(max=LONGEST_NOTE)], render_kw={"rows": 3}
    )
