"""What a Word file has, as the blocks of a page."""

from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString

from library.models import Image

__all__ = ["Draft", "make_draft"]

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
# What rich text of ours keeps; the rest of the tags go, and their words stay.
KEPT = {"p", "ul", "ol", "li", "b", "i", "a", "br"}
RENAMED = {"strong": "b", "em": "i"}
# Where words do not run on from what stands before.
BREAKS = {"br", "li", "p", "tr", "td", "th"}
SCHEMES = ("https://", "http://", "mailto:", "tel:")
LONGEST_HEADING = 120


@dataclass
class Draft:
    """A title, and the blocks below it as they are stored; with what became of the file.

    `lost` counts the tables and pictures that could not come along.
    """

    title: str = ""
    blocks: list[dict] = field(default_factory=list)
    lists: int = 0
    lost: int = 0

    def count(self, kind):
        """Return how many blocks of a kind there are."""
        return sum(block["type"] == kind for block in self.blocks)

    def count_undescribed(self):
        """Return how many pictures have no description."""
        pictures = [block["value"]["image"] for block in self.blocks if block["type"] == "picture"]
        return sum(not image["alt_text"] for image in pictures)

    def add(self, kind, value):
        self.blocks.append({"type": kind, "value": value})

    def add_text(self, html):
        """Add rich text, to the block of text before it where there is one."""
        if self.blocks and self.blocks[-1]["type"] == "text":
            self.blocks[-1]["value"] += html
        else:
            self.add("text", html)


def make_draft(html, images):
    """Return the Draft of the HTML of a WordFile.

    `images` is a list with the library Image of each picture, or None for one that is no image.
    """
    soup = BeautifulSoup(html, "html.parser")
    draft = Draft(title=take_title(soup))
    levels = sorted({each.name for each in soup.find_all(HEADINGS)})
    for element in list(soup.children):
        pictures = list_pictures(element)
        if element.name in HEADINGS:
            add_heading(draft, element, levels)
        elif element.name == "table":
            add_table(draft, element)
        else:
            add_words(draft, element)
        for source, words in pictures:
            add_picture(draft, source, words, images)
    return draft


def take_title(soup):
    """Return the words of the first heading, and take it out; "" without one."""
    heading = soup.find(HEADINGS)
    return read_words(heading.extract()) if heading else ""


def add_heading(draft, element, levels):
    """Add a heading block: the largest headings that are left are headings, others smaller."""
    words = read_words(element)
    if words:
        level = "2" if element.name == levels[0] else "3"
        draft.add("heading", {"text": words[:LONGEST_HEADING], "level": level})


def add_table(draft, element):
    """Add a table block; a table with cells over more columns becomes paragraphs."""
    rows = [[read_words(cell) for cell in row.find_all(["td", "th"])] for row in element("tr")]
    rows = [row for row in rows if any(row)]
    if not rows:
        return
    width = len(rows[0])
    is_merged = element.find(colspan=True) or element.find(rowspan=True)
    if is_merged or any(len(row) != width for row in rows):
        draft.lost += 1
        draft.add_text("".join(f"<p>{escape(' | '.join(row))}</p>" for row in rows))
        return
    columns = [{"type": "text", "heading": heading} for heading in rows[0]]
    cells = [{"values": row} for row in rows[1:]]
    draft.add("table", {"columns": columns, "rows": cells, "caption": ""})


def add_words(draft, element):
    """Add a paragraph or list as rich text."""
    if isinstance(element, NavigableString):
        if element.strip():
            draft.add_text(f"<p>{escape(element.strip())}</p>")
        return
    if read_words(element):
        draft.lists += element.name in {"ul", "ol"}
        clean(element)
        draft.add_text(str(element))


def list_pictures(element):
    """Return the (address, description) of each picture in an element, as a list."""
    if isinstance(element, NavigableString):
        return []
    return [(each.get("src", ""), each.get("alt", "")) for each in element.find_all("img")]


def add_picture(draft, source, words, images):
    number = source.removeprefix("picture:")
    image = images[int(number)] if number.isdecimal() and int(number) < len(images) else None
    if not isinstance(image, Image):
        draft.lost += 1
        return
    value = {"image": image.pk, "alt_text": words, "decorative": False}
    draft.add("picture", {"image": value, "caption": "", "credit": ""})


def clean(element):
    """Take out of an element what our rich text has no place for; it is a paragraph at least."""
    if element.name not in KEPT:
        element.name = "p"
    for each in [element, *element.find_all(True)]:
        each.name = RENAMED.get(each.name, each.name)
        goal = each.get("href", "")
        each.attrs = {"href": goal} if each.name == "a" and goal.startswith(SCHEMES) else {}
        if each is not element and (each.name not in KEPT or (each.name == "a" and not each.attrs)):
            each.unwrap()


def read_words(element):
    """Return the text of an element on one line; where a paragraph or line begins, a space."""
    parts = [
        each if isinstance(each, NavigableString) else " " if each.name in BREAKS else ""
        for each in element.descendants
    ]
    return " ".join("".join(parts).split())


def escape(words):
    """Return words as they stand in HTML."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
