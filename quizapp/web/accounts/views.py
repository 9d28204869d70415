"""The pages of accounts that the sign-in library leaves to us."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_security import login_user, logout_user
from flask_security.proxies import _datastore
from flask_security.utils import validate_redirect_url

from quizapp.services import accounts
from quizapp.services.errors import Invalid, NotAllowed, Taken
from quizapp.web.accounts import mail
from quizapp.web.accounts.forms import DeleteForm, NewPasswordForm, RegisterForm, ResetForm
from quizapp.web.extensions import database, now, site
from quizapp.web.sentences import told
from quizapp.web.visitors import GUEST, browser_zone, forget_guest, known_learner, visitor
from quizapp.web.words import gettext as _

blueprint = Blueprint("accounts", __name__)
EVERY_ROLE: tuple[accounts.Role, ...] = ("learner", "instructor", "admin")


@blueprint.route("/register", methods=["GET", "POST"])
def register() -> Response:
    """A new account; what the guest has learned becomes its own."""
    form = RegisterForm(next=request.args.get("next", ""))
    if visitor().user_id is not None:
        return _to(url_for("learner.home"))
    if form.validate_on_submit() and (made := _registered(form, session.get(GUEST), ("learner",))):
        flash(_("Welcome, %(name)s. Everything you answered before is yours.", name=made.name), "success")
        return _to(_safe(form.next.data) or url_for("learner.home"))
    return _page("accounts/register.html", form=form)


@blueprint.route("/link/first-admin/<secret>", methods=["GET", "POST"])
def first_admin(secret: str) -> Response:
    """The first administrator's account, by the link that the server printed."""
    accounts.check_link(database(), "first-admin", secret, now())
    form = RegisterForm()
    if form.validate_on_submit() and _registered(form, None, EVERY_ROLE):
        accounts.use_link(database(), "first-admin", secret, now())
        flash(_("You now look after this site."), "success")
        return _to(url_for("learner.home"))
    return _page("accounts/first_admin.html", form=form)


@blueprint.route("/reset", methods=["GET", "POST"])
def reset() -> Response:
    """Send a link to an address, with the same answer whether or not it has an account."""
    form = ResetForm()
    if not site().mail_url:
        return _page("accounts/reset_by_hand.html")
    if form.validate_on_submit():
        mail.send_reset_link(form.email.data)
        return _page("accounts/reset_sent.html", address=form.email.data)
    return _page("accounts/reset.html", form=form)


@blueprint.route("/link/reset/<secret>", methods=["GET", "POST"])
def new_password(secret: str) -> Response:
    """Set a new password by a one-time link."""
    accounts.check_link(database(), "reset", secret, now())
    form = NewPasswordForm()
    if form.validate_on_submit():
        user_id = accounts.use_link(database(), "reset", secret, now())
        if user_id is not None:
            accounts.set_password(database(), user_id, form.password.data, now())
        flash(_("Your new password is set. Sign in with it."), "success")
        return _to(url_for("security.login"))
    return _page("accounts/new_password.html", form=form)


@blueprint.route("/delete", methods=["GET", "POST"])
def delete() -> Response:
    """Delete all that is the visitor's, the account included."""
    learner_id, user_id = known_learner(), visitor().user_id
    form = DeleteForm()
    if form.validate_on_submit() and _confirmed(form, user_id):
        if user_id is None:
            accounts.delete_learner(database(), learner_id)
        else:
            accounts.delete_account(database(), user_id)
            logout_user()
        forget_guest()
        flash(_("Everything of yours has been deleted."), "success")
        return _to(url_for("learner.home"))
    return _page("accounts/delete.html", form=form, account=user_id is not None)


def _registered(
    form: RegisterForm, guest: int | None, roles: tuple[accounts.Role, ...]
) -> accounts.Account | None:
    """Make the account and sign it in; None, with the fault in the form, if that cannot be."""
    try:
        made = accounts.register(
            database(),
            guest,
            password=form.password.data,
            email=form.email.data or "",
            username=form.username.data.strip(),
            roles=roles,
            now=now(),
            zone=browser_zone(),
        )
    except (Taken, Invalid) as refused:
        form.form_errors.append(told(str(refused), _("This account could not be made so.")))
        return None
    if user := _datastore.find_user(id=made.id):
        login_user(user, remember=True, authn_via=["register"])
    return made


def _confirmed(form: DeleteForm, user_id: int | None) -> bool:
    if user_id is None:
        return True
    own = accounts.account(database(), user_id)
    try:
        accounts.check_password(database(), own.username or own.email, form.password.data or "")
    except NotAllowed:
        form.password.errors = [_("That is not your password.")]
        return False
    return True


def _safe(address: str | None) -> str:
    return address if address and validate_redirect_url(address) else ""


def _to(address: str) -> Response:
    return make_response(redirect(address, 303))


def _page(template: str, **context: object) -> Response:
    status = 422 if request.method == "POST" and getattr(context.get("form"), "errors", None) else 200
    response = make_response(render_template(template, **context), status)
    response.headers["Cache-Control"] = "no-store"
    return response
