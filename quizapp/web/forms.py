"""Forms that several rooms use."""

from flask_wtf import FlaskForm


class PlainForm(FlaskForm):
    """A button alone; the form carries nothing but its token."""
