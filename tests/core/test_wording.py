import pytest

from quizapp.core import labels, statements, stems
from quizapp.core.material import Material
from tests.factories import SetDraft, capitals, foundings


def forward(draft: SetDraft, fact: str, with_year: bool = False) -> str | None:
    material = Material(draft.build())
    stem = stems.forward_stem(material, draft.facts[fact], with_year=with_year)
    return stem.text if stem else None


def test_a_bare_table_has_wordings() -> None:
    assert forward(capitals(), "france.capital") == "what is the capital of France?"


def test_a_bare_table_is_asked_backwards_among_options() -> None:
    draft = capitals()
    stem = stems.reverse_stem(Material(draft.build()), draft.facts["france.capital"])
    assert stem is not None
    assert stem.text == "which of these states has Paris as its capital?"
    assert stem.among


def test_plurals_and_participles_agree() -> None:
    draft = SetDraft().attribute("moons", "number").attribute("founded", "date")
    draft.fact("arden", "moons", 2).fact("arden", "founded", "1861")
    assert forward(draft, "arden.moons") == "what number of moons is given for Arden?"
    assert forward(draft, "arden.founded") == "in which year was Arden founded?"


@pytest.mark.parametrize(
    ("title", "unit", "stem"),
    [
        ("referee", "", "who is the referee of Arden?"),
        ("doses per day", "", "what are the doses per day of Arden?"),
        ("sugar", "g", "what amount of sugar is given for Arden?"),
        ("weight", "g", "what is the weight of Arden?"),
    ],
)
def test_stems_suit_persons_counts_and_stuff(title: str, unit: str, stem: str) -> None:
    kind = "number" if unit else "text"
    draft = SetDraft().attribute("asked", kind, title=title, unit=unit).fact("arden", "asked", "7")
    assert forward(draft, "arden.asked") == stem


def test_what_was_first_done_is_asked_as_a_verb() -> None:
    draft = SetDraft().attribute("done", "date", title="first approved").fact("arden", "done", "1972")
    assert forward(draft, "arden.done") == "in which year was Arden first approved?"


def test_a_party_is_named_and_nobody_else() -> None:
    for party, begin in ((True, "According to the town register, the capital"), (False, "The capital")):
        draft = capitals(party=party)
        material = Material(draft.build())
        assert statements.statement(material, draft.facts["france.capital"]).startswith(begin)


def test_accounts_that_differ_are_named() -> None:
    draft = capitals().source("other", "another account")
    draft.fact("atlantis", "capital", {"book": "paris", "other": "rome"})
    material = Material(draft.build())
    assert statements.attribution(material, draft.facts["atlantis.capital"]) == "the town register"


def test_a_name_that_holds_part_of_the_answer_gives_way_to_a_description() -> None:
    draft = foundings("1900-05-01").entity(
        "fair", "the fair of 10 October 2020", "the 2020 fair", describe=("the autumn fair",), type="town"
    )
    draft.fact("fair", "founded", "2020-10-10")
    assert forward(draft, "fair.founded") == "on which date was the autumn fair founded?"


def test_without_such_a_description_the_fact_is_not_asked() -> None:
    draft = foundings("1900-05-01").entity("fair", "the fair of 10 October 2020", type="town")
    draft.fact("fair", "founded", "2020-10-10")
    assert forward(draft, "fair.founded") is None


def test_the_year_stands_in_the_stem_once() -> None:
    draft = foundings("2020-10-04").entity("camp", "the camp of 2020", type="town")
    draft.fact("camp", "founded", "2020-11-20")
    assert forward(draft, "arden.founded", with_year=True) == "on which date in 2020 was Arden founded?"
    assert forward(draft, "camp.founded", with_year=True) == "on which date was the camp of 2020 founded?"


def test_a_name_two_entities_share_is_told_apart_by_description_or_type() -> None:
    draft = SetDraft().type("district").attribute("seat", "text")
    draft.attributes["river"] = draft.attributes["seat"]
    draft.entity("town", "Lachin", describe=("the town of Lachin",)).entity("area", "Lachin", type="district")
    draft.fact("town", "seat", "a house")
    assert forward(draft, "town.seat") == "what is the seat of the town of Lachin?"


def test_the_place_of_an_event_is_described_and_its_label_is_its_name() -> None:
    draft = SetDraft().type("event")
    draft.attribute("place", "entity", of="event").attribute(
        "on", "date", of="event", forward="when did {place} change hands?", label="{place:name}"
    )
    draft.entity("lachin", "Lachin", describe=("the town of Lachin",)).entity(
        "e", type="event", describe=("x",)
    )
    draft.fact("e", "place", "lachin").fact("e", "on", "2022-08-26")
    assert forward(draft, "e.on") == "when did the town of Lachin change hands?"
    assert labels.label(Material(draft.build()), draft.facts["e.on"]) == "Lachin"


def test_what_is_filled_in_is_never_read_as_a_template() -> None:
    draft = capitals().entity("odd", "{value} {{7*7}} <b>%s</b>", type="state")
    draft.fact("odd", "capital", "rome")
    assert forward(draft, "odd.capital") == "what is the capital of {value} {{7*7}} <b>%s</b>?"


def test_qualifiers_stand_in_the_stem() -> None:
    draft = SetDraft().attribute(
        "villages", "number", forward="how many villages of {for.district} has {entity}?"
    )
    draft.entity("kent", "Kent").fact("arden", "villages", 7, qualifiers={"district": "kent"})
    assert forward(draft, "arden.villages.kent") == "how many villages of Kent has Arden?"


@pytest.mark.parametrize(
    ("title", "value", "asked"),
    [
        ("died", "1861", "in which year did Arden die?"),
        ("fought on", "1861-07-01", "on which date was Arden fought?"),
        ("born", "-0099-07-12", "on which date was Arden born?"),
        ("date", "1861-07-01", "which date is given for Arden?"),
        ("opening hours since", "1861", "which year is given under “opening hours since” for Arden?"),
        ("GDP report", "1861", "which year is given for the GDP report of Arden?"),
    ],
)
def test_titles_of_dates_make_sentences(title: str, value: str, asked: str) -> None:
    draft = SetDraft().attribute("on", "date", title=title).fact("arden", "on", value)
    assert forward(draft, "arden.on") == asked


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("has rings", "what is given under “has rings” for Arden?"),
        ("written by", "what is given under “written by” for Arden?"),
        ("languages", "what are the languages of Arden?"),
        ("capital", "what is the capital of Arden?"),
        ("a {brace}", "what is the a brace of Arden?"),
    ],
)
def test_titles_that_are_no_nouns_are_quoted(title: str, asked: str) -> None:
    draft = SetDraft().attribute("it", "text", title=title).fact("arden", "it", "x")
    assert forward(draft, "arden.it") == asked


def test_the_year_before_christ_stands_in_the_stem_as_people_say_it() -> None:
    draft = SetDraft().attribute("born", "date").fact("arden", "born", "-0099-07-12")
    assert forward(draft, "arden.born", with_year=True) == "on which date in 100 BC was Arden born?"


def test_a_range_of_days_is_said_with_during_and_a_plural_is_counted() -> None:
    draft = SetDraft().attribute("took-place", "date").attribute("people", "number")
    draft.fact("arden", "took-place", "1920-10-27/1920-10-28").fact("arden", "people", "1200")
    material = Material(draft.build())
    assert [statements.sentence(material, fact) for fact in draft.facts.values()] == [
        "Arden took place during 27–28 October 1920.",
        "the number of people given for Arden is 1,200.",
    ]


def test_a_place_is_said_in_degrees_of_north_and_west() -> None:
    draft = SetDraft().attribute("spot", "point").fact("arden", "spot", (-33.916, -70.648))
    assert statements.sentence(Material(draft.build()), draft.facts["arden.spot"]).endswith(
        "33.92° S, 70.65° W."
    )
