"""The peer of answers over HTTP: one Flask view that makes one durable insert and answers with JSON."""

from __future__ import annotations

import os
import sqlite3
import threading
import uuid
from typing import Any

from flask import Flask, request

app = Flask(__name__)
kept = threading.local()


def connection() -> sqlite3.Connection:
    """This thread's connection, opened as quizapp opens its own."""
    if not hasattr(kept, "connection"):
        made = sqlite3.connect(os.environ["BARE_DATABASE"], isolation_level=None, timeout=10)
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("PRAGMA synchronous = FULL")
        made.execute("CREATE TABLE IF NOT EXISTS answer (id TEXT PRIMARY KEY, body TEXT)")
        kept.connection = made
    found: sqlite3.Connection = kept.connection
    return found


@app.post("/answers")
def answer() -> dict[str, Any]:
    """Store the body."""
    connection().execute(
        "INSERT INTO answer VALUES (?, ?)", (uuid.uuid4().hex, request.get_data(as_text=True))
    )
    return {"stored": True}


@app.get("/healthz")
def alive() -> str:
    """Whether it answers."""
    return "alive"
