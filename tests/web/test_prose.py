"""Free text: marked as its author meant it, and harmless whatever it holds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.web.prose import phrase, prose

TAG = re.compile(r"<(/?)([a-z]+)([^>]*)>")
HARMLESS = {"a", "br", "code", "em", "li", "ol", "p", "strong", "ul"}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain & <b>bold</b>", "plain &amp; &lt;b&gt;bold&lt;/b&gt;"),
        ("*seat* of **government**", "<em>seat</em> of <strong>government</strong>"),
        ("one line\nthe next", "one line<br>\nthe next"),
        ("[why](javascript:alert(1))", "[why](javascript:alert(1))"),
        ("[why](https://example.org)", '<a href="https://example.org" rel="noopener noreferrer">why</a>'),
        ("snake_case_name", "snake_case_name"),
    ],
)
def test_a_phrase_keeps_its_marks_and_loses_its_harm(written, shown):
    assert phrase(written) == shown


def test_prose_has_paragraphs_and_lists():
    assert prose("One.\n\n- two\n- three") == "<p>One.</p>\n<ul>\n<li>two</li>\n<li>three</li>\n</ul>\n"


@given(st.text(st.sampled_from("ab <>\"'=/:()[]*`!&;#\n-1.")) | st.text())
def test_no_other_tag_or_attribute_comes_through(text):
    for _, name, attributes in TAG.findall(prose(text)):
        assert name in HARMLESS
        assert re.fullmatch(r'( href="[^"]*"| start="\d+"| rel="noopener noreferrer")*| /', attributes), (
            attributes
        )
