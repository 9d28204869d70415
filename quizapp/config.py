"""Settings from the environment, typed. The table in docs/operations.md lists them all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

PACKAGE = Path(__file__).resolve().parent


class ConfigError(Exception):
    """A setting is wrong; the message names the variable and says what it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What this installation runs with."""

    data: Path
    """Folder with the database, the generated secret key, media and the lock."""
    database_url: str
    secret_key: str
    question_bank: Path
    public_url: str = ""
    mail_url: str = ""
    timezone: str = "UTC"
    """Zone of a learner who has not said theirs."""
    redis_url: str = ""
    proxies: int = 0
    """How many reverse proxies stand before the server; so many entries of X-Forwarded-* are believed."""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the QUIZAPP_* variables (of this process if none are given); make the data folder and secret key.

    Raises ConfigError when a value cannot be used.
    """
    env = os.environ if environment is None else environment
    data = Path(env.get("QUIZAPP_DATA") or "data").resolve()
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"QUIZAPP_DATA: cannot make the folder {data}: {error.strerror}") from error
    zone = env.get("QUIZAPP_TIMEZONE") or "UTC"
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ConfigError(
            f"QUIZAPP_TIMEZONE: {zone!r} is no time zone; name one such as Asia/Baku"
        ) from error
    return Settings(
        data=data,
        database_url=env.get("QUIZAPP_DATABASE_URL") or f"sqlite:///{data / 'quizapp.sqlite3'}",
        secret_key=env.get("QUIZAPP_SECRET_KEY") or _secret_key(data / "secret-key"),
        question_bank=Path(env["QUIZAPP_QUESTION_BANK"])
        if env.get("QUIZAPP_QUESTION_BANK")
        else shipped("question_bank"),
        public_url=(env.get("QUIZAPP_PUBLIC_URL") or "").rstrip("/"),
        mail_url=env.get("QUIZAPP_MAIL_URL") or "",
        timezone=zone,
        redis_url=env.get("QUIZAPP_REDIS_URL") or "",
        proxies=_proxies(env.get("QUIZAPP_PROXIES") or "0"),
    )


def _proxies(text: str) -> int:
    if not text.isdecimal() or int(text) > 9:
        raise ConfigError(f"QUIZAPP_PROXIES: {text!r} is no number of proxies; write 0 to 9")
    return int(text)


def shipped(folder: str) -> Path:
    """Path of a folder shipped with the program: beside the package in a checkout, inside it in a wheel."""
    beside = PACKAGE.parent / folder
    return beside if beside.is_dir() else PACKAGE / "_data" / folder


def _secret_key(path: Path) -> str:
    """Read the generated key, making it at first start; only the owner may read the file."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept_key(path)
    except OSError as error:
        raise ConfigError(f"QUIZAPP_DATA: cannot write {path}: {error.strerror}") from error
    key = secrets.token_urlsafe(48)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key)
    except OSError as error:
        path.unlink()  # an empty key would sign nothing at the next start
        raise ConfigError(f"QUIZAPP_DATA: cannot write {path}: {error.strerror}") from error
    return key


def _kept_key(path: Path) -> str:
    key = path.read_bytes().strip()
    if not key or not key.isascii():
        raise ConfigError(
            f"QUIZAPP_DATA: {path} holds no secret key; put a backup's back, or delete it: all sign in anew"
        )
    return key.decode("ascii")
