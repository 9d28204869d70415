"""Default wordings of languages whose words bend: the attribute is quoted, the entity stands as it is named.

No name is put into a case that it would have to be bent for, so that any name can stand there.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.core.facts import Attribute, Wording

_MAP = "map"
_MANY = "many"
_ONE = "one"
TEMPLATES: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    "az": {
        _ONE: (
            "“LABEL” göstəricisi {entity} üçün hansıdır?",
            "bunlardan hansı üçün “LABEL” göstəricisi {value} kimi verilir?",
            "{entity} üçün “LABEL” göstəricisi {value} kimi verilir.",
        ),
        _MANY: (
            "bunlardan hansı {entity} üçün “LABEL” göstəricisində verilir?",
            "bunlardan hansı üçün “LABEL” göstəricisində {value} verilir?",
            "{entity} üçün “LABEL” göstəricisində {value} verilir.",
        ),
        _MAP: (
            "{entity} xəritədə haradadır?",
            "bunlardan hansı işarələnmiş nöqtədədir?",
            "{entity}: {value}.",
        ),
    },
    "hy": {
        _ONE: (
            "ի՞նչ է նշված «LABEL» սյունակում {entity} տողում։",
            "սրանցից ո՞րի տողում է «LABEL» սյունակում նշված {value}։",
            "«LABEL» սյունակում {entity} տողում նշված է {value}։",
        ),
        _MANY: (
            "սրանցից ո՞րն է նշված «LABEL» սյունակում {entity} տողում։",
            "սրանցից ո՞րի տողում է «LABEL» սյունակում նշված {value}։",
            "«LABEL» սյունակում {entity} տողում նշված է {value}։",
        ),
        _MAP: (
            "որտե՞ղ է քարտեզի վրա {entity}։",
            "սրանցից ո՞րն է նշված կետում։",
            "{entity}՝ {value}։",
        ),
    },
    "ru": {
        _ONE: (
            "какое значение в графе «LABEL» имеет {entity}?",
            "что из этого имеет в графе «LABEL» значение {value}?",
            "{entity} имеет в графе «LABEL» значение {value}.",
        ),
        _MANY: (
            "какое из этих значений в графе «LABEL» имеет {entity}?",
            "что из этого имеет в графе «LABEL» значение {value}?",
            "{entity} имеет в графе «LABEL» значение {value}.",
        ),
        _MAP: (
            "где на карте находится {entity}?",
            "что из этого находится в отмеченной точке?",
            "{entity}: {value}.",
        ),
    },
    "tr": {
        _ONE: (
            "“LABEL” bilgisi {entity} için nedir?",
            "bunlardan hangisi için “LABEL” bilgisi {value} olarak verilir?",
            "{entity} için “LABEL” bilgisi {value} olarak verilir.",
        ),
        _MANY: (
            "bunlardan hangisi {entity} için “LABEL” bilgisinde verilir?",
            "bunlardan hangisi için “LABEL” bilgisinde {value} verilir?",
            "{entity} için “LABEL” bilgisinde {value} verilir.",
        ),
        _MAP: (
            "{entity} haritada nerede?",
            "bunlardan hangisi işaretli noktada?",
            "{entity}: {value}.",
        ),
    },
}
"""Language, then sort of attribute, to the question, the question backwards and the statement."""
_WHY = {
    "az": "“LABEL”: {entity}",
    "hy": "«LABEL»՝ {entity}",
    "ru": "«LABEL»: {entity}",
    "tr": "“LABEL”: {entity}",
}


def wording(attribute: Attribute, label: str, language: str) -> Wording:
    """The templates of an attribute under its title, in one of TEMPLATES' languages."""
    sort = _MAP if attribute.value_type == "point" else _MANY if attribute.many else _ONE
    forward, reverse, statement = (text.replace("LABEL", label) for text in TEMPLATES[language][sort])
    why = "{entity}" if sort == _MAP else _WHY[language].replace("LABEL", label)
    return Wording(forward=forward, reverse=reverse, statement=statement, label="{entity}", why=why)
