"""A browser without its eyes: signs in, and answers on the pages with cookies and CSRF tokens."""

from __future__ import annotations

import http.client
import re
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from benchmarks.clients import PASSWORD, SET, Refused

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PART = {"HX-Request": "true"}
CONTRAST = 'class="contrast"'
FIELD = re.compile(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"')


class PageClient:
    """One signed-in learner on one connection that is kept open; `scripts`: as the page's script asks."""

    def __init__(self, address: str, name: str, *, scripts: bool = True) -> None:
        self.scripts = scripts
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        self.cookies: dict[str, str] = {}
        token = _fields(self._ask("GET", "/login"))["csrf_token"]
        self._ask("POST", "/login", {"csrf_token": token, "email": name, "password": PASSWORD})
        if name not in self._ask("GET", "/settings"):
            raise RuntimeError(f"{name} is not signed in")
        self.begin()

    def begin(self, slug: str = SET) -> None:
        """Start a set; its first question."""
        self.here = f"/sets/{slug}/study"
        token = _fields(self._ask("GET", f"/sets/{slug}"))["csrf_token"]
        self._ask("POST", f"/sets/{slug}/start", {"csrf_token": token})
        self.page = self._ask("GET", self.here)

    @property
    def review_id(self) -> str:
        """Of the question to be answered; empty where there is none."""
        return _fields(self._form).get("review_id", "")

    @property
    def _form(self) -> str:
        return self.page.partition('<form class="answer"')[2].partition("</form>")[0]

    def answer(self) -> bool:
        """Send the answer form, see the feedback, and have the next question; False when the day is done."""
        form = self._form
        if not form:
            return False
        given = "got_it" if 'name="got_it"' in form else "dont_know"
        hidden = {name: text for name, text in _fields(form).items() if name != "response"}
        told = self._ask("POST", f"{self.here}/answer", {**hidden, given: "1"}, PART if self.scripts else {})
        if not self.scripts:
            told = self._ask("GET", f"{self.here}/answered")
            if "data-feedback" in told:
                told = self._ask("GET", self.here)
        elif "data-feedback" in told:
            told = told.partition("<template data-upcoming>")[2]
        if CONTRAST in told:
            told = self._ask("GET", f"{self.here}?contrast=seen", headers=PART)
        self.page = told
        return True

    def _ask(
        self,
        method: str,
        path: str,
        form: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> str:
        sent = {"Cookie": "; ".join(f"{name}={text}" for name, text in self.cookies.items())}
        body = urlencode(form) if form else None
        self.connection.request(method, path, body, sent | (FORM if form else {}) | (headers or {}))
        response = self.connection.getresponse()
        text = response.read()
        if response.status >= 400:
            raise Refused(response.status, text)
        for line in response.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return text.decode()


def _fields(page: str) -> dict[str, str]:
    return {name: unescape(text) for name, text in FIELD.findall(page)}
