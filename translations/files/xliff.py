"""XLIFF 2.0 files, the format that translation programs share.

http://docs.oasis-open.org/xliff/xliff-core/v2.0/xliff-core-v2.0.html
"""

from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree
from translate.storage.xliff2 import Xliff2File, Xliff2Unit

from translations.files.contents import Contents, Text, parse_moment
from translations.files.inline import fill, list_codes, read_inline

__all__ = ["read_xliff", "write_xliff"]

NAMESPACE = Xliff2File.namespace
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DOWNLOADED = "downloaded-at"
# The type of a unit with markup; the others hold text as it is read.
RICH = "html:text"
# 4.7.2.2: the states of a segment from "initial" on; these say that there is a translation.
FINISHED = {"translated", "reviewed", "final"}


def name(tag):
    """Return the name of an element as lxml has it."""
    return f"{{{NAMESPACE}}}{tag}"


def write_xliff(translation, passages, moment):
    """Return the Passages of a translation as an XLIFF file (bytes), downloaded at `moment`.

    What a person still has to look at is "initial": a machine's text, and that of older words.
    """
    store = Xliff2File(
        sourcelanguage=translation.source.locale.language_code,
        targetlanguage=translation.target_locale.language_code,
    )
    store.body.set("original", str(translation.uuid))
    add_note(store.body, moment.isoformat(), DOWNLOADED)
    for passage in {each.key: each for each in passages}.values():
        add_passage(store, passage)
    return bytes(store)


def add_note(element, text, category):
    """Put a note into an element that has none yet."""
    notes = etree.Element(name("notes"))
    note = etree.SubElement(notes, name("note"), category=category)
    note.text = text
    element.insert(0, notes)


def add_passage(store, passage):
    unit = Xliff2Unit(passage.shown_source)
    store.addunit(unit)
    unit.setid("-".join(map(str, passage.key)))
    element = unit.getunitelement()
    # The standard has this at a unit; the toolkit puts it at the segment.
    element.set(SPACE, unit.xmlelement.attrib.pop(SPACE))
    element.set("name", passage.path)
    if passage.is_rich:
        element.set("type", RICH)
    add_note(element, passage.label, "place")
    state = "translated" if passage.is_translated else "initial"
    unit.xmlelement.set("state", state)
    codes = fill(unit.source_dom, passage.shown_source, passage.is_rich)
    if passage.text:
        unit.target = passage.shown_text
        fill(unit.target_dom, passage.shown_text, passage.is_rich, codes)


def read_xliff(content):
    """Return the Contents of an XLIFF 2.0 file (bytes); raise ValidationError for anything else."""
    try:
        check(content)
        store = Xliff2File.parsestring(content)
    except (ValueError, SyntaxError) as error:
        raise ValidationError(
            _("This is no PO or XLIFF 2.0 file, or it is damaged. Nothing was changed.")
        ) from error
    notes = store.body.iterfind(f"{name('notes')}/{name('note')}")
    moments = [each.text for each in notes if each.get("category") == DOWNLOADED]
    return Contents(
        store.body.get("original", ""),
        parse_moment(moments[0] or "") if moments else None,
        [read_unit(each) for each in store.body.iter(name("unit"))],
    )


def check(content):
    """Raise ValueError or SyntaxError for what is no XLIFF 2.0, or has tricks of XML in it."""
    if fromstring(content, forbid_dtd=True).tag != name("xliff"):
        raise ValueError("The root is not that of XLIFF 2.0")


def read_unit(unit):
    """Return the Text of a unit, which a program may have cut into several segments."""
    parts = [each for each in unit if each.tag in {name("segment"), name("ignorable")}]
    sources = [each.find(name("source")) for each in parts]
    targets = [each.find(name("target")) for each in parts]
    segments = [each for each in parts if each.tag == name("segment")]
    is_rich = unit.get("type") == RICH
    codes = list_codes(targets) | list_codes(sources)
    is_missing = any(each.find(name("target")) is None for each in segments)
    text = "".join(
        read_inline(source if target is None else target, is_rich, codes)
        for source, target in zip(sources, targets, strict=True)
    )
    return Text(
        unit.get("name", ""),
        "".join(read_inline(each, is_rich, codes) for each in sources),
        "" if is_missing else text,
        all(each.get("state", "initial") in FINISHED for each in segments),
    )
