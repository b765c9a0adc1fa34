"""What makes a finished canvas PDF/UA-1 and PDF/A-2a: structure tree, metadata, colour profile, dates."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase.pdfdoc import (
    NoEncryption,
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFString,
)

from reports.tagged import LINKS_FROM, Linked, Node, Painted, TaggedCanvas

ROOT = "StructTreeRoot"

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def date(canvas: TaggedCanvas, made: datetime, seed: str) -> None:
    """Give the file the record's own moment and an id that follows from `seed`, before anything is painted."""
    document = canvas._doc
    stamp = TimeStamp(invariant=1)
    offset = made.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    stamp.t, stamp.lt = made.timestamp(), made.timetuple()
    stamp.YMDhms = tuple(made.timetuple())[:6]
    stamp.dhh, stamp.dmm = int(minutes / 60), abs(minutes) % 60
    document._timeStamp = stamp
    document.signature = hashlib.md5(seed.encode(), usedforsecurity=False)


def write(canvas: TaggedCanvas, root: Node) -> None:
    """Add everything beside the pages to a canvas that is about to be saved."""
    document = canvas._doc
    document.encrypt = _EndOfLine()
    catalogue = document.Catalog
    catalogue.StructTreeRoot = _tree(canvas, root)
    catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
    canvas.setViewerPreference("DisplayDocTitle", "true")
    metadata = PDFStream(PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), _metadata(document))
    catalogue.Metadata = metadata
    profile = PDFStream(PDFDictionary({"N": 3, "Alternate": PDFName("DeviceRGB")}), _srgb())
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString("sRGB"),
        "Info": PDFString("sRGB IEC61966-2.1"),
        "DestOutputProfile": document.Reference(profile, "ColourProfile"),
    }
    _allow(catalogue, OutputIntents=PDFArray([PDFDictionary(intent)]))
    for number, page in enumerate(document.Pages.pages):
        _allow(page, StructParents=number, Tabs=PDFName("S"))


def _allow(thing: Any, **entries: Any) -> None:
    """Write entries that ReportLab's list of known names lacks: on this one object only."""
    thing.__NoDefault__ = [*thing.__NoDefault__, *entries]
    for name, value in entries.items():
        setattr(thing, name, value)


def _tree(canvas: TaggedCanvas, root: Node) -> PDFObjectReference:
    """The structure tree, written as text: hundreds of elements as ReportLab's dictionaries take a third of a build."""
    document = canvas._doc
    names: dict[int, str] = {}

    def name(node: Node) -> str:
        return names.setdefault(id(node), f"StructElem{len(names)}")

    def element(node: Node, parent: str) -> None:
        own = name(node)
        for each in node.children:
            if isinstance(each, Node):
                element(each, own)
        document.Reference(_Written(lambda: _element(document, node, parent, name)), own)

    element(root, ROOT)

    def parents() -> str:
        rows = [f"{number} [{_refs(document, map(name, runs))}]" for number, runs in enumerate(canvas.pages)]
        rows += [f"{LINKS_FROM + number} {_refs(document, [name(node)])}" for number, node in enumerate(canvas.links)]
        return f"<< /Nums [{' '.join(rows)}] >>"

    tree = {
        "Type": PDFName("StructTreeRoot"),
        "K": PDFObjectReference(name(root)),
        "ParentTree": _Written(parents),
        "ParentTreeNextKey": LINKS_FROM + len(canvas.links),
    }
    written: PDFObjectReference = document.Reference(PDFDictionary(tree), ROOT)
    return written


def _element(document: Any, node: Node, parent: str, name: Callable[[Node], str]) -> str:
    """One element. Ink names its page only where that is another than the element's own."""
    page = next((each.page for each in node.children if isinstance(each, Painted)), None)
    kids = []
    for each in node.children:
        match each:
            case Painted(page=other, number=number) if other == page:
                kids.append(str(number))
            case Painted(page=other, number=number):
                kids.append(f"<< /Type /MCR /Pg {_refs(document, [f'Page{other}'])} /MCID {number} >>")
            case Linked(name=link):
                kids.append(f"<< /Type /OBJR /Obj {_refs(document, [link])} >>")
            case Node():
                kids.append(_refs(document, [name(each)]))
    entries = [f"/Type /StructElem /S /{node.role} /P {_refs(document, [parent])} /K [{' '.join(kids)}]"]
    if page is not None:
        entries.append(f"/Pg {_refs(document, [f'Page{page}'])}")
    for key, text in (("Alt", node.alt), ("ActualText", node.reads)):
        if text:
            entries.append(f"/{key} <FEFF{text.encode('utf-16-be').hex().upper()}>")
    if node.owner:
        values = " ".join(f"/{key} {_attribute(value)}" for key, value in node.attributes.items())
        entries.append(f"/A << /O /{node.owner} {values} >>")
    return f"<< {' '.join(entries)} >>"


def _refs(document: Any, names: Iterable[str]) -> str:
    return " ".join(PDFObjectReference(each).format(document).decode() for each in names)


def _attribute(value: Any) -> str:
    return f"[{' '.join(map(str, value))}]" if isinstance(value, list) else f"/{value}"


class _Written(PDFObject):
    """An object that writes itself once all others have their numbers."""

    def __init__(self, text: Callable[[], str]) -> None:
        self.text = text

    def format(self, document: Any) -> bytes:  # noqa: ARG002  ReportLab's signature
        return self.text().encode("ascii")


def _metadata(document: Any) -> bytes:
    info, stamp = document.info, document._timeStamp
    year, month, day, hour, minute, second = stamp.YMDhms
    sign = "-" if stamp.dhh < 0 else "+"
    zone = f"{sign}{abs(stamp.dhh):02}:{stamp.dmm:02}"
    said = {name: escape(getattr(info, name)) for name in ("title", "author", "subject", "producer", "creator")}
    moment = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{zone}"
    return XMP.format(date=moment, **said).encode("utf-8")


@cache
def _srgb() -> bytes:
    return (Path(__file__).parent / "srgb.icc").read_bytes()


class _EndOfLine(NoEncryption):
    """PDF/A: an end of line that is no data stands before `endstream`. ReportLab passes each stream's bytes here."""

    def encode(self, t: Any) -> Any:
        return _Stream(t)


class _Stream(PDFObject):
    def __init__(self, data: bytes | str) -> None:
        self.data = data.encode("utf-8") if isinstance(data, str) else data

    def __len__(self) -> int:
        return len(self.data)

    def format(self, document: Any) -> bytes:  # noqa: ARG002  ReportLab's signature
        return self.data + b"\n"
