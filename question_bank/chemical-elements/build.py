"""Writes elements.csv from two packages that must agree on every name, symbol and number.

Run with an interpreter that has them (they are not needed otherwise):

    pip install periodictable==2.1.0
    pip install --no-deps mendeleev==1.3.0
    python question_bank/chemical-elements/build.py

Left out on purpose: years of discovery (the packages give some that no history of chemistry bears
out), and group and block of La, Ac, Lu and Lr, whose place in group 3 is under discussion.
"""

from __future__ import annotations

import csv
import importlib.util
import sqlite3
from pathlib import Path

import periodictable

HERE = Path(__file__).parent
LAST = 118
IN_DISCUSSION = frozenset({"La", "Ac", "Lu", "Lr"})
NOTE = "Whether La and Ac or Lu and Lr belong to group 3 is under discussion."
SPELLINGS = {
    "Ag": ("silver", "argentum"),
    "Al": ("aluminium", "aluminum"),
    "Au": ("gold", "aurum"),
    "Be": ("beryllium", "glucinium"),
    "Cs": ("caesium", "cesium"),
    "Cu": ("copper", "cuprum"),
    "Fe": ("iron", "ferrum"),
    "Hg": ("mercury", "hydrargyrum", "quicksilver"),
    "K": ("potassium", "kalium"),
    "Na": ("sodium", "natrium"),
    "Nb": ("niobium", "columbium"),
    "Pb": ("lead", "plumbum"),
    "S": ("sulfur", "sulphur"),
    "Sb": ("antimony", "stibium"),
    "Si": ("silicon", "silicium"),
    "Sn": ("tin", "stannum"),
    "W": ("tungsten", "wolfram"),
}
"""The name that IUPAC prefers, then what else is written: other spellings, former names, and the Latin ones
that the symbols come from. Added by hand; the packages do not give them."""
HEADER = ("id", "name", "also", "symbol", "number", "group", "period", "block", "note", "basic", "placed")


def names_of(symbol: str, name: str) -> tuple[str, ...]:
    """The names of an element, the displayed one first."""
    return SPELLINGS.get(symbol, (name.lower(),))


def mendeleev_rows() -> dict[int, tuple[str, str, int | None, int, str]]:
    """Symbol, name, group, period and block by atomic number."""
    spec = importlib.util.find_spec("mendeleev")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("mendeleev is not installed: see the top of this file")
    database = sqlite3.connect(Path(spec.submodule_search_locations[0]) / "elements.db")
    query = "SELECT atomic_number, symbol, name, group_id, period, block FROM elements"
    return {number: tuple(rest) for number, *rest in database.execute(query)}


def rows() -> list[dict[str, object]]:
    """A row per element. Raises SystemExit where the two packages differ."""
    found = []
    for number, (symbol, name, group, period, block) in sorted(mendeleev_rows().items()):
        other = periodictable.elements[number]
        names = names_of(symbol, name)
        if other.symbol != symbol or other.name not in {*names, name.lower()}:
            raise SystemExit(f"element {number}: {symbol} {name} against {other.symbol} {other.name}")
        open_question = symbol in IN_DISCUSSION
        found.append(
            {
                "id": names[0],
                "name": names[0],
                "also": "|".join(names[1:]),
                "symbol": symbol,
                "number": number,
                "group": "unknown" if open_question else group or "",
                "period": period,
                "block": "unknown" if open_question else f"{block}-block",
                "note": NOTE if open_question else "",
                "basic": f"elements[{number}]",
                "placed": f"table elements, atomic_number {number}",
            }
        )
    return found


def main() -> None:
    """Write the table beside this file."""
    made = rows()
    if len(made) != LAST:
        raise SystemExit(f"{len(made)} elements, expected {LAST}")
    with (HERE / "elements.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(made)


if __name__ == "__main__":
    main()
