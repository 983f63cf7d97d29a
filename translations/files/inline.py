"""The markup of a passage in XLIFF 2.0: inline codes, which translation programs keep whole.

A tag with an end is <pc>, one without is <ph> (XLIFF 2.0, 4.2.3). Both name the tag in "subType",
and show it to the translator. A translation has the code of its source, by "id".
"""

from html import escape

from bs4 import BeautifulSoup, NavigableString
from lxml import etree
from translate.storage.xliff2 import Xliff2File

__all__ = ["fill", "list_codes", "read_inline"]

NAMESPACE = Xliff2File.namespace
SPANNING, EMPTY, MARK = (f"{{{NAMESPACE}}}{tag}" for tag in ["pc", "ph", "mrk"])
PREFIX = "html:"


def fill(element, text, is_rich, codes=None):
    """Give an element (a source or target) a text with its markup as codes.

    `codes` are those of the source, as a list of (tag, id); returns those of this text.
    """
    for child in list(element):
        element.remove(child)
    element.text = ""
    if not is_rich:
        element.text = text
        return []
    left = list(codes or [])
    made = []
    add_nodes(element, BeautifulSoup(text, "html.parser"), left, made)
    return made


def add_nodes(element, soup, left, made):
    for node in soup.children:
        if isinstance(node, NavigableString):
            add_text(element, str(node))
        else:
            add_nodes(add_code(element, node, left, made), node, left, made)


def add_text(element, text):
    """Put a text behind all that is in an element."""
    children = list(element)
    if children:
        children[-1].tail = (children[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def add_code(element, node, left, made):
    """Add the code of a tag, and return it; it takes its id from the first like it in `left`."""
    start = " ".join([node.name, *(f'{name}="{value}"' for name, value in node.attrs.items())])
    known = next((each for each in left if each[0] == start), None)
    if known:
        left.remove(known)
    code_id = known[1] if known else f"{len(made) + 1}-{start.partition(' ')[0]}"
    made.append((start, code_id))
    kind = "link" if node.name == "a" else "fmt"
    if node.name == "br":
        shown = {"disp": f"<{start}/>"}
        tag = EMPTY
    else:
        shown = {"dispStart": f"<{start}>", "dispEnd": f"</{node.name}>"}
        tag = SPANNING
    names = {"id": code_id, "type": kind, "subType": PREFIX + node.name, **shown}
    return etree.SubElement(element, tag, names)


def list_codes(elements):
    """Return what the codes in some elements stand for, as a dictionary of id to tag."""
    return {
        code.get("id"): read_tag(code)
        for element in elements
        if element is not None
        for code in element.iter(SPANNING, EMPTY)
    }


def read_tag(code):
    """Return the tag of a code without < and >, as "b" or 'a id="a1"'."""
    shown = code.get("dispStart") or code.get("disp") or ""
    return shown.strip("</>")


def read_inline(element, is_rich, codes):
    """Return the text of an element (or None): as HTML with the tags that `codes` stand for.

    That of a passage without markup is not HTML, but as it is read.
    """
    if element is None:
        return ""
    return read_nodes(element, codes) if is_rich else "".join(element.itertext())


def read_nodes(element, codes):
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        parts += [read_code(child, codes), escape(child.tail or "", quote=False)]
    return "".join(parts)


def read_code(code, codes):
    """Return the HTML of a code; of one that stands for nothing here, a tag that does not fit."""
    if code.tag == MARK:
        return read_nodes(code, codes)
    tag = codes.get(code.get("id")) or codes.get(code.get("copyOf"))
    if tag is None:
        tag = etree.QName(code).localname if isinstance(code.tag, str) else ""
    if code.tag == EMPTY:
        return f"<{tag}/>"
    return f"<{tag}>{read_nodes(code, codes)}</{tag.partition(' ')[0]}>"
