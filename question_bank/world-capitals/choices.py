"""What build.py adds to GeoNames: which rows are used, spellings, and what a careful set must not deny."""

from __future__ import annotations

NOT_MEMBERS = frozenset(
    """
    AI AN AQ AS AW AX BL BM BQ BV CC CK CS CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY
    MF MO MP MQ MS NC NF NU PF PM PN PR PS RE SH SJ SX TC TF TK TW UM VA VG VI WF XK YT
    """.split()
)
"""Rows of the country table that are not member states of the United Nations; no view on any of them."""

CONTINENTS = {
    "AF": "africa",
    "AS": "asia",
    "EU": "europe",
    "NA": "north-america",
    "OC": "oceania",
    "SA": "south-america",
}

OTHER_CONTINENTS: dict[str, tuple[str, ...]] = {
    "AM": ("europe",),
    "AZ": ("europe",),
    "CY": ("asia",),
    "EG": ("asia",),
    "GE": ("europe",),
    "ID": ("oceania",),
    "KZ": ("europe",),
    "RU": ("asia",),
    "TL": ("asia",),
    "TR": ("europe",),
    "US": ("oceania",),
    "FR": ("south-america", "north-america", "africa", "oceania"),
    "NL": ("north-america",),
    "NO": ("south-america",),
    "DK": ("north-america",),
    "ES": ("africa",),
    "PT": ("africa", "north-america"),
    "IT": ("africa",),
    "GR": ("asia",),
    "YE": ("africa",),
    "CL": ("oceania",),
    "CO": ("north-america",),
    "PA": ("south-america",),
    "TT": ("south-america",),
    "PG": ("asia",),
    "VE": ("north-america",),
    "GB": ("north-america", "south-america"),
    "AU": ("asia",),
    "JP": ("oceania",),
}
"""Where some of a country lies, or where other lists count it."""

ARTICLES = frozenset("AE BS CD CF CG DO GB GM MH NL PH SB US".split())
"""Countries that stand with "the" in a sentence."""

COUNTRY_NAMES: dict[str, tuple[str, ...]] = {
    "BA": ("Bosnia and Herzegovina", "Bosnia", "Bosnia-Herzegovina"),
    "CD": ("Democratic Republic of the Congo", "DR Congo", "DRC", "Congo-Kinshasa"),
    "CG": ("Republic of the Congo", "Congo-Brazzaville"),
    "CI": ("Côte d'Ivoire", "Ivory Coast"),
    "CV": ("Cabo Verde", "Cape Verde"),
    "CZ": ("Czechia", "Czech Republic"),
    "FM": ("Micronesia", "Federated States of Micronesia"),
    "GB": ("United Kingdom", "UK", "Great Britain", "Britain"),
    "MK": ("North Macedonia",),
    "MM": ("Myanmar", "Burma"),
    "KP": ("North Korea", "DPRK", "Democratic People's Republic of Korea"),
    "KR": ("South Korea", "Republic of Korea"),
    "NL": ("Netherlands", "Holland"),
    "ST": ("São Tomé and Príncipe", "Sao Tome and Principe"),
    "SZ": ("Eswatini", "Swaziland"),
    "TL": ("Timor-Leste", "East Timor"),
    "TR": ("Turkey", "Türkiye"),
    "US": ("United States", "United States of America", "USA", "US", "America"),
    "AE": ("United Arab Emirates", "UAE", "Emirates"),
}

CAPITAL_NAMES: dict[str, tuple[str, ...]] = {
    "AG": ("St. John's", "Saint John's", "St John's"),
    "AT": ("Vienna", "Wien"),
    "AZ": ("Baku", "Bakı"),
    "BE": ("Brussels", "Bruxelles", "Brussel"),
    "BN": ("Bandar Seri Begawan",),
    "BR": ("Brasília",),
    "CH": ("Bern", "Berne"),
    "CM": ("Yaoundé",),
    "CN": ("Beijing", "Peking"),
    "CO": ("Bogotá",),
    "CR": ("San José",),
    "CU": ("Havana", "La Habana"),
    "CZ": ("Prague", "Praha"),
    "DK": ("Copenhagen", "København"),
    "DZ": ("Algiers", "Alger"),
    "EG": ("Cairo", "Al-Qahira"),
    "FI": ("Helsinki", "Helsingfors"),
    "GD": ("St. George's", "Saint George's", "St George's"),
    "GR": ("Athens", "Athina"),
    "GT": ("Guatemala City", "Ciudad de Guatemala"),
    "IE": ("Dublin", "Baile Átha Cliath"),
    "IN": ("New Delhi", "Delhi"),
    "IS": ("Reykjavík",),
    "IT": ("Rome", "Roma"),
    "KI": ("Tarawa", "South Tarawa"),
    "KZ": ("Astana", "Nur-Sultan"),
    "LU": ("Luxembourg", "Luxembourg City"),
    "MD": ("Chișinău", "Chisinau", "Kishinev"),
    "MM": ("Naypyidaw", "Nay Pyi Taw"),
    "MN": ("Ulaanbaatar", "Ulan Bator"),
    "MX": ("Mexico City", "Ciudad de México"),
    "NP": ("Kathmandu", "Katmandu"),
    "PL": ("Warsaw", "Warszawa"),
    "PT": ("Lisbon", "Lisboa"),
    "PY": ("Asunción",),
    "QA": ("Doha", "Ad-Dawhah"),
    "RO": ("Bucharest", "București"),
    "RS": ("Belgrade", "Beograd"),
    "RU": ("Moscow", "Moskva"),
    "SA": ("Riyadh", "Ar-Riyad"),
    "ST": ("São Tomé",),
    "SY": ("Damascus", "Dimashq"),
    "TG": ("Lomé",),
    "TO": ("Nuku'alofa", "Nukualofa"),
    "UA": ("Kyiv", "Kiev"),
    "US": ("Washington, D.C.", "Washington", "Washington DC"),
    "UY": ("Montevideo",),
    "VN": ("Hanoi", "Hà Nội"),
    "VU": ("Port Vila", "Port-Vila"),
}

UNDECIDED_CAPITALS = {
    "IL": "The status of the city that GeoNames names is disputed between states, so this is not asked.",
}
"""Kept as unknown, with the reason."""

OTHER_CAPITALS: dict[str, tuple[tuple[str, ...], str]] = {
    "BI": (("Bujumbura",), "Bujumbura was the capital until 2019."),
    "BJ": (("Cotonou",), "The government sits in Cotonou."),
    "BO": (("La Paz",), "Sucre is the capital by the constitution; the government sits in La Paz."),
    "BZ": (("Belize City",), "Belize City was the capital until 1970."),
    "CH": ((), "The constitution names no capital; parliament and government sit in Bern."),
    "CI": (("Abidjan",), "Many offices of state are still in Abidjan."),
    "CL": (("Valparaíso",), "The congress sits in Valparaíso."),
    "EG": (("New Administrative Capital",), "Ministries have moved to a new city east of Cairo."),
    "GE": (("Kutaisi",), "Parliament sat in Kutaisi from 2012 to 2018."),
    "GQ": (("Malabo", "Bata"), "Malabo was the capital before Ciudad de la Paz."),
    "HN": (("Comayagüela",), "The constitution names Tegucigalpa and Comayagüela together."),
    "ID": (("Nusantara",), "The capital is to move to Nusantara."),
    "KR": (("Sejong",), "Many ministries are in Sejong."),
    "KZ": (("Almaty",), "Astana was called Nur-Sultan from 2019 to 2022; Almaty was the capital until 1997."),
    "LK": (
        ("Sri Jayawardenepura Kotte", "Kotte"),
        "Parliament sits in Sri Jayawardenepura Kotte, beside Colombo.",
    ),
    "ME": (("Cetinje",), "Cetinje bears the title of Old Royal Capital and is the president's seat."),
    "MM": (("Yangon", "Rangoon"), "Yangon was the capital until 2005."),
    "MY": (("Putrajaya",), "The government sits in Putrajaya."),
    "NG": (("Lagos",), "Lagos was the capital until 1991."),
    "NL": (("The Hague",), "Amsterdam is the capital by the constitution; the government sits in The Hague."),
    "NR": (("Aiwo", "Denigomodu"), "Nauru has no official capital; its government sits in Yaren."),
    "PK": (("Karachi", "Rawalpindi"), "Karachi was the first capital, Rawalpindi an interim one."),
    "PW": (("Ngerulmud", "Koror"), "Ngerulmud is the seat of government in the state of Melekeok."),
    "SZ": (("Lobamba",), "Parliament and the king are in Lobamba."),
    "TZ": (("Dar es Salaam",), "Many offices of state are still in Dar es Salaam."),
    "YE": (("Aden",), "A government has had its seat in Aden since 2015."),
    "ZA": (
        ("Cape Town", "Bloemfontein"),
        "The government sits in Pretoria, parliament in Cape Town, the court of appeal in Bloemfontein.",
    ),
}
"""What else is called a capital: never offered as wrong, and explained."""
