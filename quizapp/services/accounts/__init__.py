"""Learners and the accounts that may stand behind them, API tokens and one-time links."""

from quizapp.services.accounts.learners import attach_learner, create_guest, delete_learner
from quizapp.services.accounts.merging import merge_guest
from quizapp.services.accounts.results import (
    LINK_LIFE,
    ROLES,
    Account,
    NewToken,
    Purpose,
    Role,
    SignedIn,
    TokenHolder,
)
from quizapp.services.accounts.secret_texts import (
    check_link,
    check_token,
    create_token,
    make_link,
    revoke_token,
    use_link,
)
from quizapp.services.accounts.signed_in import signed_in
from quizapp.services.accounts.users import (
    account,
    check_password,
    delete_account,
    find_account,
    has_administrator,
    list_accounts,
    register,
    set_active,
    set_password,
    set_roles,
)

__all__ = [
    "LINK_LIFE",
    "ROLES",
    "Account",
    "NewToken",
    "Purpose",
    "Role",
    "SignedIn",
    "TokenHolder",
    "account",
    "attach_learner",
    "check_link",
    "check_password",
    "check_token",
    "create_guest",
    "create_token",
    "delete_account",
    "delete_learner",
    "find_account",
    "has_administrator",
    "list_accounts",
    "make_link",
    "merge_guest",
    "register",
    "revoke_token",
    "set_active",
    "set_password",
    "set_roles",
    "signed_in",
    "use_link",
]
