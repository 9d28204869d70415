"""What an answer changed is a small difference, and leads back to exactly the picture before."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.memory import Role
from quizapp.core.queue import Session, Shown
from quizapp.services.study.patches import Picture

NAMES = st.sampled_from([f"1/{number}" for number in range(6)])
SHOWN = st.builds(
    Shown,
    card=NAMES,
    role=st.sampled_from([Role.MEETING, Role.COUNTED, Role.REPEAT, Role.SHOWN, Role.LOGGED]),
    right=st.booleans(),
    at=st.floats(0, 1e9),
    kind=st.sampled_from(["choice", "truefalse", "typed"]),
    attribute=st.sampled_from(["day", "year"]),
    siblings=st.frozensets(NAMES),
    lookalikes=st.frozensets(NAMES),
    exposed=st.lists(NAMES, max_size=2),
)
COUNTS = st.dictionaries(NAMES, st.dictionaries(NAMES, st.integers(0, 3), max_size=2), max_size=3)


def picture(queue: Session, figures: dict[str, dict[str, int]], answered: int) -> Picture:
    return Picture({"answered": answered, "right": 0}, figures, queue, {"0": {"q": answered}}, {}, {})


@given(st.lists(SHOWN, max_size=6), SHOWN, COUNTS, COUNTS)
def test_the_way_back_leads_back(
    earlier: list[Shown], last: Shown, figures: dict[str, dict[str, int]], others: dict[str, dict[str, int]]
) -> None:
    queue = Session(date(2024, 5, 1))
    for shown in earlier:
        queue = queue.after(shown)
    before, after = picture(queue, figures, 1), picture(queue.after(last), others, 2)
    assert after.taken_back(json.loads(json.dumps(after.way_back(before)))) == before


def test_nothing_changed_is_an_empty_way() -> None:
    same = picture(Session(date(2024, 5, 1)), {}, 1)
    assert same.way_back(same) == {}
