"""Reading responses that name options by their letters."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.core.errors import WrongShape
from quizapp.core.questions import Option


def option_id(options: Sequence[Option], response: object) -> str:
    """The letter given. Raises WrongShape when it is not the letter of an option."""
    letters = [option.id for option in options]
    if not isinstance(response, str) or response not in letters:
        raise WrongShape(f"the response to this question is one of {', '.join(letters)}")
    return response


def option_ids(options: Sequence[Option], response: object) -> list[str]:
    """The letters given, each once. Raises WrongShape when one is not the letter of an option."""
    letters = [option.id for option in options]
    if not isinstance(response, (list, tuple)) or len(response) > len(letters):
        raise WrongShape(f"the response to this question is a list of letters out of {', '.join(letters)}")
    given = [option_id(options, one) for one in response]
    if len(set(given)) < len(given):
        raise WrongShape("the response names a letter twice")
    return given
