"""What forms of several rooms share."""

from flask_wtf import FlaskForm


class Form(FlaskForm):  # type: ignore[misc]
    """A form with its token against forgery."""


class PlainForm(Form):
    """A button alone; the form carries nothing but its token."""
