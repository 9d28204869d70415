import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.templates import Slot, TemplateFault, parse, slots


def test_a_template_is_text_and_placeholders() -> None:
    assert parse("the {entity:name} of {for.key}.") == (
        "the ",
        Slot("entity", "name"),
        " of ",
        Slot("for.key"),
        ".",
    )


def test_doubled_braces_are_braces() -> None:
    assert "".join(map(str, parse("{{entity}}"))) == "{entity}"


@pytest.mark.parametrize(
    "text", ["{", "}", "{entity", "{a.b}", "{entity!r}", "{0.__class__}", "{entity:>9}", "{}", "{a b}"]
)
def test_nothing_else_is_a_placeholder(text: str) -> None:
    with pytest.raises(TemplateFault):
        parse(text)


@given(st.text())
def test_any_text_is_parsed_or_refused(text: str) -> None:
    position = 0
    parts = None
    try:
        parts = parse(text)
    except TemplateFault as fault:
        position = fault.position
    if parts is None:
        assert 0 <= position < len(text)
    else:
        assert len(slots(parts)) == text.replace("{{", "").count("{") or "{{" in text
