"""What people type for one date, name or number: honest forms pass, near misses do not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from quizapp.bank.load import load_set
from quizapp.core.facts import FactSet
from quizapp.core.generation import Generator, grade
from quizapp.core.questions import Card, Direction, Verdict
from quizapp.core.spelling import judge_text

BANK = Path(__file__).parents[2] / "question_bank"


@cache
def made(slug: str) -> tuple[FactSet, Generator]:
    facts = load_set(BANK / slug)
    return facts, Generator(facts)


def verdict(slug: str, fact: str, kind: str, response: str) -> Verdict:
    question = made(slug)[1].make(Card(slug, fact), kind, 0)
    assert question is not None
    return grade(question, response)


KARABAKH = "karabakh-2020"
RIGHT = [
    (
        "jabrayil-town-taken.taken-on",
        "date",
        "4th of October 2020|Oct 4, 2020|04.10.2020|2020/10/04|4.X.2020|four October|October the 4th"
        "|oct. 4th|4 октября|4 oktyabr 2020|oktyabrın 4-ü|4 Ekim|4 հոկտեմբերի|4. Oktober 2020|20201004"
        "|4-oct-20|4/10|on October 4|4th Octomber 2020|IV.X.2020|4ème octobre 2020"
        "|le 4 octobre 2020|4. Oktober"
        "|четвёртого октября 2020 года|4-го октября|oktyabrın dördü|dördüncü oktyabr|dört Ekim"
        "|2020 yılının 4 Ekim'i|հոկտեմբերի 4-ին|հոկտեմբերի չորրորդ|4 October two thousand twenty",
    ),
    ("autonomy-ended.took-place", "date", "23 Nov 91|23 ноября 1991 года|11/23/1991|23 XI 1991"
        "|XXIII.XI.1991|двадцать третье ноября 1991|iyirmi üç noyabr 1991|yirmi üç Kasım 1991"
        "|23rd November, nineteen ninety-one|twenty three November 1991"),
    ("tovuz-2020-07.took-place", "date", "July|07/2020|7|iyul|июль|Temmuz|12 July 2020|7th month|VII.2020"),
    ("shusha-entered.took-place", "date", "5 and 6 November 2020|from 5 to 6 November 2020|Nov 5-6, 2020"),
    ("gubadli-town.city-day", "date", "25.10|October 25|25 oktyabr|25 октября|25 October 2023"
        "|XXV.X|October twenty-five|hər il 25 oktyabr|каждый год 25 октября|двадцать пятое октября"),
    ("ceasefire-2020-10-10.in-force-from", "date", "noon|12:00|12 pm|midday|12 h|midi|в 12 часов|saat 12"),
    ("kurd-mahrizli.district", "typed", "gubadlı|Qubadlı|Кубатлы|Губадлы|Gubadli rayon"
        "|Gubadli district|Gubdali|Gubadl"),
    ("ceasefire-2020-10-26.mediator", "typed", "ABŞ|США|ABD|ԱՄՆ|U.S.A.|the US|America|Unted States"
        "|Untied States"),
    ("speech-2019-08-05.held-in", "typed", "Xankəndi|Stepanakert|Ханкенди|Степанакерт|Khankend"),
    ("war-2020.equipment-value", "number", "3,8 billion|3.8bn|$3.8 billion|3800 million|3.80 billion"
        "|3,8 миллиарда долларов|3.8 միլիարդ|3,8 milliards|üç milyard səkkiz yüz milyon|3,8 млрд"),
    ("day-after-shusha.villages", "number", "71|seventy-one|71 villages|71.0|семьдесят один"
        "|yetmiş bir kənd|յոթանասունմեկ|soixante et onze"),
    ("defence-industry.product-types", "number", "1,000|1 000|1.000|1k|a thousand|over 1000|>1000"
        "|тысяча|больше тысячи|bir min|mindən çox|binden fazla|հազար|ավելի քան 1000|tausend|plus de 1000"),
    ("operation-2023.lasted", "number", "24h|a day|1440 minutes|23 hours|26 hours"
        "|двадцать четыре часа|iyirmi dörd saat|24 Stunden"),
    ("territories-1994.share-of-land", "number", "20|20%|20 percent|twenty|yüzde 20|%20|20 տոկոս"
        "|iyirmi faiz|двадцать"),
]  # fmt: skip
WRONG = [
    (
        "jabrayil-town-taken.taken-on",
        "date",
        "October|2020|5 October|17 October|4 October 1920|4 November|4"
        "|IV.XI.2020|пятое октября|on dörd oktyabr|on dört Ekim|4 or 5 October|4 Oktober 2002",
    ),
    (
        "autonomy-ended.took-place",
        "date",
        "23 November|November 1991|1991|23 November 1891"
        "|XXII.XI.1991|двадцать второе ноября 1991|iyirmi iki noyabr 1991|nineteen ninety-two",
    ),
    ("tovuz-2020-07.took-place", "date", "June|August|2020"),
    ("gubadli-town.city-day", "date", "25 November|October|XXIV.X|iyirmi dörd oktyabr|25 Kasım"),
    ("ceasefire-2020-10-10.in-force-from", "date", "midnight|08:00|10 October"),
    ("kurd-mahrizli.district", "typed", "Zangilan|Jabrayil|Fuzuli|Gobustan"),
    ("ceasefire-2020-10-26.mediator", "typed", "United Kingdom|Russia|United Nations"),
    (
        "war-2020.equipment-value",
        "number",
        "3.8|4 billion|3.8 million|38 billion|3.8 billion euros|£3.8 billion|3,8 млн",
    ),
    (
        "day-after-shusha.villages",
        "number",
        "17|70|72|seventeen|семнадцать|yetmiş iki|71 towns|71 heights|71 people|71 or 72",
    ),
    ("operation-2023.lasted", "number", "27 hours|48|two days|двадцать|24 km|24 days|less than 24 hours"),
]


def cases(rows: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return [(fact, kind, text) for fact, kind, texts in rows for text in texts.split("|")]


@pytest.mark.parametrize(("fact", "kind", "response"), cases(RIGHT))
def test_an_honest_form_is_right(fact: str, kind: str, response: str) -> None:
    found = verdict(KARABAKH, fact, kind, response)
    assert found.correct is True, found


@pytest.mark.parametrize(("fact", "kind", "response"), cases(WRONG))
def test_a_near_miss_is_not_right(fact: str, kind: str, response: str) -> None:
    found = verdict(KARABAKH, fact, kind, response)
    assert found.correct is False, found
    assert found.score < 1


@pytest.mark.parametrize(
    ("country", "response", "right"),
    [
        ("romania", "Bucuresti", True),
        ("romania", "Bucarest", True),
        ("romania", "Budapest", False),
        ("jamaica", "Kingstown", False),
        ("ukraine", "Kiev", True),
        ("mongolia", "Ulan Bator", True),
        ("chad", "Ndjamena", True),
        ("iceland", "Reykavik", True),
        ("australia", "Sydney", False),
        ("france", "Париж", True),
        ("armenia", "Երևան", True),
        ("china", "北京", True),
        ("czechia", "Прага", True),
        ("latvia", "Прага", False),
        ("romania", "Bukarest", True),
        ("hungary", "Бухарест", False),
        ("greece", "Αθήνα", True),
        ("algeria", "Cezayir", True),
        ("kazakhstan", "Nur-Sultan", True),
        ("palau", "Ngerulmud", True),
    ],
)
def test_capitals_in_other_spellings_and_their_neighbours(country: str, response: str, right: bool) -> None:
    assert verdict("world-capitals", f"{country}.capital", "typed", response).correct is right


@pytest.mark.parametrize(
    ("fact", "response", "right"),
    [
        ("cote-divoire.capital", "Ivory Coast", True),
        ("south-korea.capital", "Republic of Korea", True),
        ("south-korea.capital", "Korea", False),
        ("germany.capital", "Deutschland", True),
        ("iceland.capital", "Irland", False),
        ("niger.capital", "Нигерия", False),
        ("north-macedonia.capital", "Macedonia", True),
    ],
)
def test_countries_in_other_spellings_and_their_neighbours(fact: str, response: str, right: bool) -> None:
    question = made("world-capitals")[1].make(Card("world-capitals", fact, "reverse"), "typed", 0)
    assert question is not None
    assert grade(question, response).correct is right


@pytest.mark.parametrize(
    ("fact", "direction", "kind", "response", "right"),
    [
        ("aluminium.symbol", "reverse", "typed", "aluminum", True),
        ("sodium.symbol", "reverse", "typed", "natrium", True),
        ("iron.symbol", "reverse", "typed", "iridium", False),
        ("iron.symbol", "forward", "typed", "Ir", False),
        ("iron.atomic-number", "forward", "number", "XXVI", True),
        ("iron.atomic-number", "forward", "number", "Z = 26", True),
        ("iron.group", "forward", "number", "group 8", True),
        ("iron.group", "forward", "number", "period 8", False),
        ("iron.group", "forward", "number", "eighth", True),
    ],
)
def test_elements_by_name_symbol_and_number(
    fact: str, direction: Direction, kind: str, response: str, right: bool
) -> None:
    question = made("chemical-elements")[1].make(Card("chemical-elements", fact, direction), kind, 0)
    assert question is not None
    assert grade(question, response).correct is right


@pytest.mark.parametrize(
    "response", ["Kelbajar", "Kəlbəcər", "Kalbadjar", "kalbajar", "Kelbecer", "Kalbjaar"]
)
def test_one_town_in_the_spellings_of_its_users(response: str) -> None:
    facts, _ = made(KARABAKH)
    names = tuple(name.text for name in facts.entities["kalbajar-town"].names)
    assert judge_text(names, ("Zangilan", "Gubadli", "Khojaly"), response).correct
