"""The forms of accounts."""

from __future__ import annotations

from typing import Any

from flask_security.forms import LoginForm
from flask_security.proxies import _datastore
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Email, Length, Optional

from quizapp.services import accounts
from quizapp.services.errors import NotFound
from quizapp.web.extensions import database
from quizapp.web.forms import Form
from quizapp.web.words import gettext as _
from quizapp.web.words import lazy_gettext as _l

LONGEST_NAME = 64
LONGEST_ADDRESS = 255
LONGEST_PASSWORD = 256


class SignInForm(LoginForm):
    """The library's form with one field for the name, whichever kind of name it is."""

    email = StringField(
        _l("Username or e-mail"),
        validators=[DataRequired(_l("Type your username or e-mail address.")), Length(max=LONGEST_ADDRESS)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )

    def validate(self, **kwargs: Any) -> bool:
        """Find the account in any case of letters; the library checks the password and words the answer."""
        self.ifield = self.email
        try:
            found = accounts.find_account(database(), (self.email.data or "").strip())
            self.user = _datastore.find_user(id=found.id)
        except NotFound:
            self.user = None
        return bool(super().validate(**kwargs))


class NewPasswordForm(Form):
    """A new password, typed once; it can be made visible while typing."""

    password = PasswordField(
        _l("New password"),
        validators=[
            DataRequired(_l("Type a password.")),
            Length(8, LONGEST_PASSWORD, _l("A password has at least 8 characters.")),
        ],
        render_kw={"autocomplete": "new-password", "minlength": 8},
    )


class RegisterForm(NewPasswordForm):
    """A new account: a username, a password, and an address only for those who want one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.password.label.text = _("Password")

    username = StringField(
        _l("Username"),
        validators=[DataRequired(_l("Choose a username.")), Length(2, LONGEST_NAME)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    email = EmailField(
        _l("E-mail (optional)"),
        validators=[Optional(), Length(max=LONGEST_ADDRESS), Email(_l("This is not an e-mail address."))],
        render_kw={"autocomplete": "email"},
    )
    next = HiddenField()


class ResetForm(Form):
    """Ask for a link that sets a new password."""

    email = EmailField(
        _l("E-mail"),
        validators=[
            DataRequired(_l("Type the address of your account.")),
            Email(_l("This is not an e-mail address.")),
        ],
        render_kw={"autocomplete": "email"},
    )


class DeleteForm(Form):
    """Delete everything: the password again, where there is one."""

    password = PasswordField(
        _l("Your password"), validators=[Optional()], render_kw={"autocomplete": "current-password"}
    )
