"""Question ids over HTTP: sealed, bound to learner and purpose, and the keyed seeds of study questions.

A plain question id names its answer. The seal is AES-SIV (RFC 5297), which needs no nonce: the same
question gives the same sealed id, so that a reload shows the same page, and any change is noticed.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections import OrderedDict
from hashlib import blake2b

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from quizapp.core.errors import UnknownQuestion
from quizapp.core.questions import QuestionId

MAX_SEALED = 8_000
"""Characters of the longest sealed id that is looked at."""
GIVEN_KEPT = 4_096
"""Ids sealed last, which most likely come back to be opened."""
SEED_MASK = (1 << 63) - 1


class Seal:
    """What is derived from the site's secret key. Made once per process."""

    def __init__(self, secret_key: str) -> None:
        secret = secret_key.encode()
        self._cipher = AESSIV(_derived(secret, b"question ids"))
        self._seed_key = _derived(secret, b"study seeds")
        self._given: OrderedDict[tuple[int, str, str], QuestionId] = OrderedDict()

    def seal(self, learner_id: int, purpose: str, question: QuestionId) -> str:
        """The id as it goes over HTTP: the same for the same question, and it tells nothing."""
        sealed = self._cipher.encrypt(str(question).encode(), _bound(learner_id, purpose))
        text = urlsafe_b64encode(sealed).decode().rstrip("=")
        self._given[learner_id, purpose, text] = question
        if len(self._given) > GIVEN_KEPT:
            self._given.popitem(last=False)
        return text

    def open(self, learner_id: int, purpose: str, sealed: str) -> QuestionId:
        """Read a sealed id back. Raises UnknownQuestion when it is not this learner's or is no id."""
        given = self._given.get((learner_id, purpose, sealed))
        if given is not None:
            return given
        try:
            if len(sealed) > MAX_SEALED:
                raise ValueError("too long")
            raw = urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
            return QuestionId.parse(self._cipher.decrypt(raw, _bound(learner_id, purpose)).decode())
        except (ValueError, NotBase64, InvalidTag) as error:
            raise UnknownQuestion("this is not the id of a question that was put to you") from error

    def seed(self, learner_id: int, card: str, reviews: int) -> int:
        """The seed of the question that the learner meets at the card's n-th review (63 bits)."""
        text = f"{learner_id}/{reviews}/{card}".encode()
        return int.from_bytes(blake2b(text, digest_size=8, key=self._seed_key).digest()) & SEED_MASK


def _derived(secret: bytes, purpose: bytes) -> bytes:
    """A key of 64 bytes for one purpose; knowing one tells nothing of another."""
    return hmac.digest(secret, b"quizapp " + purpose, "sha512")


def _bound(learner_id: int, purpose: str) -> list[bytes]:
    return [str(learner_id).encode(), purpose.encode()]
