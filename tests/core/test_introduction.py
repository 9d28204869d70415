"""The order in which facts are met."""

from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.facts import Fact
from quizapp.core.introduction import ordered


def fact(id, *after, level="core", topic="", order=0):
    return Fact(
        id=id, entity="e", attribute="a", claims=(), after=after, level=level, topic=topic, order=order
    )


def ids(*facts, topics=()):
    return [one.id for one in ordered(facts, topics)]


def test_level_topic_and_place_order_facts():
    late, first = fact("late", topic="b", order=1), fact("first", topic="a", order=9)
    assert ids(fact("more", level="more"), late, first, topics=["a", "b"]) == ["first", "late", "more"]


def test_what_a_fact_builds_upon_is_drawn_before_it():
    assert ids(fact("a", "c"), fact("b", order=1), fact("c", level="detail")) == ["c", "a", "b"]


def test_a_circle_is_opened_and_unknown_facts_are_passed_over():
    assert sorted(ids(fact("a", "b"), fact("b", "a", "nowhere"))) == ["a", "b"]


@given(st.data(), st.integers(1, 9))
def test_every_fact_comes_once_and_after_its_own(data, count):
    names = [str(number) for number in range(count)]
    facts = [
        fact(name, *data.draw(st.lists(st.sampled_from(names[:place] or ["none"]))), order=-place)
        for place, name in enumerate(names)
    ]
    found = ids(*facts)
    assert sorted(found) == sorted(names)
    for one in facts:
        assert all(found.index(name) < found.index(one.id) for name in one.after if name in names)
