"""What the review log of a site's database holds of a learner."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

Line = tuple[str, bool | None]
"""Kind and whether it was right; None for neither."""
TITLES = {"Right": True, "Neither right nor wrong": None}
"""What a verdict is called on the page; everything else is not right."""
TODAY = """
    SELECT kind, min(correct), max(correct) FROM review AS line
    JOIN "user" ON "user".learner_id = line.learner_id
    WHERE username = ? AND action = 'answer' AND reason <> 'shown'
      AND study_day = (SELECT max(study_day) FROM review WHERE learner_id = line.learner_id)
      AND NOT EXISTS (SELECT 1 FROM review AS later
                      WHERE later.learner_id = line.learner_id AND later.action = 'undo'
                        AND later.amends = line.review_id)
    GROUP BY review_id ORDER BY min(sequence)
"""


def answers_today(data: Path, username: str) -> list[Line]:
    """The answers of the learner's latest study day, in order, without those taken back."""
    with closing(sqlite3.connect(data / "quizapp.sqlite3")) as database:
        rows = database.execute(TODAY, [username]).fetchall()
    return [(kind, None if least is None else bool(least)) for kind, least, _ in rows]
