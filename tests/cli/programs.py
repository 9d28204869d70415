"""A program that talks to a server's API over real HTTP."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit


class Program:
    """One token's requests to one server."""

    def __init__(self, address: str, token: str) -> None:
        self.address = address
        self.token = token

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON that a request is answered with. Raises AssertionError when it is refused."""
        status, answered = self.ask(method, path, body)
        assert 200 <= status < 300, (status, answered)
        return answered

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Status and JSON of a request. Raises OSError and HTTPException when the server is gone."""
        headers = {"Authorization": f"Bearer {self.token}"}
        sent: bytes | Iterable[bytes] | None = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            sent = (
                body
                if isinstance(body, Iterable) and not isinstance(body, dict)
                else json.dumps(body).encode()
            )
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        try:
            connection.request(
                method, f"/api/v1{path}", sent, headers, encode_chunked=not isinstance(sent, bytes)
            )
            response = connection.getresponse()
            text = response.read()
            return response.status, json.loads(text) if text else None
        finally:
            connection.close()

    def answer(self, question: dict[str, Any], response: Any = None) -> dict[str, Any]:
        """Answer a question ("I don't know yet" unless told otherwise)."""
        answered: dict[str, Any] = self.call("POST", "/study/answers", answer_of(question, response))
        return answered


def passed(question: dict[str, Any]) -> dict[str, bool]:
    """The response that knows nothing."""
    return {"got_it": True} if question["showing"] == "show" else {"dont_know": True}


def answer_of(question: dict[str, Any], response: Any = None) -> dict[str, Any]:
    """The body that answers a question."""
    return {
        "review_id": question["review_id"],
        "question_id": question["id"],
        "response": response if response is not None else passed(question),
        "ms": 1500,
    }
