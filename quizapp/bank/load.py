"""Loading sets: a folder, a set file, a table alone, an uploaded text, or a stored revision."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quizapp.bank.canonical import content_hash, document_json
from quizapp.bank.compilation.sets import compile_set
from quizapp.bank.faults import Fault, Findings, SetFaults
from quizapp.bank.faults import Path as DocumentPath
from quizapp.bank.files import read_text
from quizapp.bank.loaded_terms import loaded_terms
from quizapp.bank.schema import SetDocument
from quizapp.bank.shapes import read_shape
from quizapp.bank.spreadsheet import Spreadsheet, read_spreadsheet
from quizapp.bank.tables import Origin, Reader, read_beside, read_nothing, take_in_tables
from quizapp.bank.yaml_tree import MOST_BYTES, positions, read_tree
from quizapp.core.errors import SetError
from quizapp.core.facts import FactSet

Place = tuple[str, int, int]
"""File, line, column."""
REVISION = "revision.json"
SET_FILE = "set.yaml"
_SURROGATES = re.compile(r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}")
"""A character beyond the first 65,536 as JSON may write it, and YAML may not."""
_TABLES = frozenset({".csv", ".tsv", ".txt"})


@dataclass(slots=True)
class Authored:
    """A set as its author wrote it, with all that is needed to say where something stands."""

    name: str
    """The file's name, as the user gave it."""
    text: str
    is_table: bool
    document: SetDocument
    origins: dict[str, Origin] = field(default_factory=dict)
    doubts: list[Fault] = field(default_factory=list)
    """Warnings about cells of a table alone."""

    def places(self, wanted: Sequence[tuple[DocumentPath, bool]]) -> list[Place]:
        """File, line and column of each (path, whether its key is meant)."""
        return _places(self.name, "" if self.is_table else self.text, self.origins, wanted)


def load_set(path: Path) -> FactSet:
    """The set in a folder, a set file or a table. Raises SetFaults with every fault."""
    return compile_authored(read_set(path))


def load_text(text: str, filename: str) -> FactSet:
    """The set of an uploaded text. Raises SetFaults with every fault."""
    return compile_authored(read_upload(text, filename))


def document(path: Path) -> str:
    """The canonical JSON document of the set at a path. Raises SetFaults."""
    return document_json(read_set(path).document)


def document_of_text(text: str, filename: str) -> str:
    """The canonical JSON document of an uploaded text. Raises SetFaults."""
    return document_json(read_upload(text, filename).document)


def from_document(text: str) -> FactSet:
    """The set of a canonical document, such as a revision. Raises SetFaults."""
    return compile_authored(_read_document(text))


def read_set(path: Path) -> Authored:
    """The set at a path as authored, in its right shape. Raises SetFaults."""
    if path.is_dir():
        path = path / SET_FILE
    text = read_text(path, str(path))
    return _read_text(text, str(path), read_beside(path.parent))


def read_upload(text: str, filename: str) -> Authored:
    """The set of an uploaded text as authored. Raises SetFaults."""
    if len(text) > MOST_BYTES:
        raise SetFaults(
            [Fault(filename, 0, 0, "Y102", f"larger than {MOST_BYTES // 1_000_000} MB: divide it")]
        )
    return _read_text(text, filename, read_nothing)


def compile_authored(authored: Authored) -> FactSet:
    """The set ready to be asked. Raises SetFaults."""
    findings = Findings()
    canonical = document_json(authored.document)
    compiled = compile_set(authored.document, content_hash(canonical), loaded_terms(), findings)
    if findings:
        raise SetFaults(_located(findings, authored.places([(item.path, item.at_key) for item in findings])))
    return compiled


def find_set(name: str, question_bank: Path) -> Path:
    """The path of a set named by slug, folder, set file or table. Raises SetError."""
    try:
        given = Path(name)
        if given.is_file() or (given / SET_FILE).is_file():
            return given
        for candidate in (
            question_bank / name,
            *(question_bank / f"{name}{end}" for end in (".yaml", ".csv")),
        ):
            inside = candidate.resolve().parent == question_bank.resolve()
            if inside and (candidate.is_file() or (candidate / SET_FILE).is_file()):
                return candidate
    except (OSError, ValueError):
        pass  # a name that no file can have
    slugs = ", ".join(path.name for path in set_folders(question_bank)) or "none"
    raise SetError(
        f"there is no set {name[:80]!r}: give a folder with {SET_FILE}, a file, or one of: {slugs}"
    )


def set_folders(question_bank: Path) -> list[Path]:
    """The set folders of a question bank, by name."""
    return sorted(path.parent for path in question_bank.glob(f"*/{SET_FILE}"))


def _read_text(text: str, name: str, read: Reader) -> Authored:
    findings = Findings()
    ending = Path(name).suffix.lower()
    is_table = ending in _TABLES
    if ending == ".json":
        text = _SURROGATES.sub(lambda pair: json.loads(f'"{pair[0]}"'), text)
    sheet = read_spreadsheet(text, name) if is_table else Spreadsheet(read_tree(text, name), {}, [])
    tree, origins = sheet.tree, sheet.origins
    shape = read_shape(tree, findings)
    if shape is not None:
        origins |= take_in_tables(shape, read, findings)
    if findings or shape is None:
        wanted = [(item.path, item.at_key) for item in findings]
        raise SetFaults(_located(findings, _places(name, "" if is_table else text, origins, wanted)))
    return Authored(name, text, is_table, shape, origins, sheet.doubts)


def _read_document(text: str) -> Authored:
    """A stored document; its faults have no place, since nobody wrote it by hand."""
    findings = Findings()
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SetFaults([Fault(REVISION, 1, 1, "Y103", f"not readable as JSON: {error}")]) from error
    if not isinstance(tree, dict):
        raise SetFaults([Fault(REVISION, 1, 1, "Y109", "a document is a JSON object")])
    shape = read_shape(tree, findings)
    if shape is None:
        raise SetFaults(_located(findings, [(REVISION, 1, 1)] * len(list(findings))))
    return Authored(REVISION, text, True, shape)


def _located(findings: Findings, places: Sequence[Place]) -> list[Fault]:
    faults = [Fault(*place, item.code, item.message) for item, place in zip(findings, places, strict=True)]
    if findings.left_out:
        last = max(faults)
        message = f"and {findings.left_out} more faults"
        faults.append(Fault(last.path, last.line, last.column + 1, "F100", message))
    return faults


def _places(
    name: str, text: str, origins: dict[str, Origin], wanted: Sequence[tuple[DocumentPath, bool]]
) -> list[Place]:
    """What a table brought in stands at its origin; the rest is found by reading the text once more."""
    elsewhere = [want for want in wanted if not _origin(want[0], origins)]
    found = positions(text, name, elsewhere) if text and elsewhere else {}
    return [
        _cell(name, path, origin)
        if (origin := _origin(path, origins))
        else (name, *found.get((path, key), (1, 1)))
        for path, key in wanted
    ]


def _origin(path: DocumentPath, origins: dict[str, Origin]) -> Origin | None:
    return origins.get(str(path[1])) if len(path) > 1 and path[0] == "entities" else None


def _cell(name: str, path: DocumentPath, origin: Origin) -> Place:
    """The cell of a table, which is the file itself or lies in the folder of the set file."""
    attribute = str(path[3]) if len(path) > 3 else ""
    file = name if origin.file == name else str(Path(name).parent / origin.file)
    return file, origin.line, origin.cells.get(attribute, 1)
