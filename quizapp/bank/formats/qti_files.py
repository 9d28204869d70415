"""What both versions of QTI share: packages of XML files, and texts in them.

Source of the format: IMS Global, "Question and Test Interoperability" 1.2 and 2.1, "Content Packaging" 1.1.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement, tostring

from quizapp.bank.formats import markup
from quizapp.bank.formats.archives import member, open_archive
from quizapp.bank.formats.items import FormatError
from quizapp.bank.formats.texts import read_bytes
from quizapp.bank.formats.xml_trees import read_tree

MOST_BYTES = 60_000_000
MOST_TOGETHER = 200_000_000
MANIFEST = "imsmanifest.xml"
_PACKED = b"PK"
_CONTENT = "http://www.imsglobal.org/xsd/imscp_v1p1"


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def find_all(parent: Element, *names: str) -> Iterator[Element]:
    """Every element below with one of these names, in the order of the file."""
    return (one for one in parent.iter() if local(one) in names)


def first(parent: Element, *names: str) -> Element | None:
    """The first element below with one of these names."""
    return next(find_all(parent, *names), None)


def roots(file: BinaryIO, what: str) -> Iterator[tuple[str, Element]]:
    """Name and root of each XML file: of a package, or of a file alone. Raises FormatError."""
    start = file.read(2)
    file.seek(0)
    if start != _PACKED:
        yield "", read_tree(read_bytes(file, MOST_BYTES), "the file")
        return
    together = 0
    with open_archive(file, what) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith(".xml") and name != MANIFEST]
        for name in names:
            content = member(archive, name, MOST_BYTES)
            together += len(content)
            if together > MOST_TOGETHER:
                raise FormatError("the package is larger than 200 MB once it is unpacked: divide it")
            yield name, read_tree(content, name)


def inner_html(
    element: Element | None, leave_out: Sequence[Element] = (), *, blanks: Mapping[int, str] | None = None
) -> str:
    """What an element holds, as HTML, some of it left out, or (by `id`) with a text in its place."""
    if element is None:
        return ""
    out = [markup.escaped(element.text or "")]
    for child in element:
        if blanks and id(child) in blanks:
            out.append(blanks[id(child)])
        elif not any(child is one for one in leave_out):
            name = local(child)
            shown = "".join(
                f' {key}="{markup.escaped(child.get(key, ""))}"' for key in ("src", "alt") if child.get(key)
            )
            out.append(f"<{name}{shown}>{inner_html(child, leave_out, blanks=blanks)}</{name}>")
        out.append(markup.escaped(child.tail or ""))
    return "".join(out)


def package(kind: str, files: Mapping[str, Element]) -> bytes:
    """A content package of these files, each a resource of this kind."""
    manifest = Element("manifest", {"xmlns": _CONTENT, "identifier": "quizapp"})
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    for number, name in enumerate(files, 1):
        resource = SubElement(resources, "resource", identifier=f"r{number}", type=kind, href=name)
        SubElement(resource, "file", href=name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, root in {MANIFEST: manifest, **files}.items():
            content = tostring(root, encoding="utf-8", xml_declaration=True)
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
