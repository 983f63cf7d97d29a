"""Reads the text of a file; runs alone, as `python library/text_reader.py pdf`.

The file comes in over standard input and its text goes out over standard output. It ends with the
status WHOLE, PARTLY or, as every program that breaks, another; what was read before stands then.
A file from outside can be made to take for ever or to fill all memory, so this is a process of its
own with limits that the system holds it to. It imports nothing of the site, so that it starts
quickly.
"""

import io
import resource
import sys
import zipfile

WHOLE, PARTLY = 0, 3

MOST_SECONDS = 10  # of processor time
MOST_MEMORY = 512 * 1024 * 1024
# An office file is a ZIP; a small one can unfold to gigabytes.
MOST_UNFOLDED = 50 * 1024 * 1024
MOST_CHARACTERS = 200_000

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SLIDE = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OPEN = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# The ends of the names of what stands for a space: tab stops, line breaks, and spaces counted.
SPACES = ("}tab", "}br", "}line-break", "}s")


class UnreadablePart(str):
    """Stands for a part of a file, such as a scanned page, that has no text to read."""


def set_limits():
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def read_pdf(file):
    """Yield the text of each page; one that may be read without a password has an empty one."""
    from pypdf import PdfReader

    for page in PdfReader(file).pages:
        yield page.extract_text() or UnreadablePart()


def read_pdf_facts(file):
    """Yield in one word each what a PDF has that a screen reader needs: tags, title, language."""
    from pypdf import PdfReader

    reader = PdfReader(file)
    root = reader.trailer["/Root"]
    marks = root.get("/MarkInfo")
    facts = {
        "tags": "/StructTreeRoot" in root and marks and bool(marks.get_object().get("/Marked")),
        "title": bool(reader.metadata and (reader.metadata.title or "").strip()),
        "language": bool(root.get("/Lang")),
    }
    for name, is_there in facts.items():
        if is_there:
            yield name


def read_plain(file):
    """Yield the text of a file that says nowhere in which code it is.

    What is no UTF-8 or UTF-16 is what Windows writes in western Europe.
    """
    content = file.read()
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        yield content.decode("utf-16", errors="replace")
        return
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield content.decode("windows-1252", errors="replace")


def read_docx(file):
    """Yield each paragraph as it reads with all changes accepted, in tables and notes too."""
    parts = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"]
    return read_paragraphs(
        file, parts, {f"{WORD}p"}, {f"{WORD}t"}, left_out={f"{WORD}del", f"{WORD}moveFrom"}
    )


def read_pptx(file):
    """Yield each paragraph of the slides."""
    return read_paragraphs(file, ["ppt/slides/slide"], {f"{SLIDE}p"}, {f"{SLIDE}t"})


def read_xlsx(file):
    """Yield the text of each cell that has some; a number is no word that anybody looks for."""
    parts = ["xl/sharedStrings.xml", "xl/worksheets/sheet"]
    return read_paragraphs(file, parts, {f"{SHEET}si", f"{SHEET}is"}, {f"{SHEET}t"})


def read_odf(file):
    """Yield each paragraph and heading of a file of LibreOffice."""
    paragraphs = {f"{OPEN}p", f"{OPEN}h"}
    return read_paragraphs(file, ["content.xml"], paragraphs, left_out={f"{OPEN}tracked-changes"})


def read_paragraphs(file, parts, paragraphs, texts=None, left_out=()):
    """Yield the text of each paragraph in an office file, which is a ZIP of XML.

    `parts` are the beginnings of the names of those to read; `paragraphs`, `texts` and `left_out`
    are sets of names of XML elements. Without `texts`, all text of a paragraph is read.
    """
    from defusedxml.ElementTree import parse

    with zipfile.ZipFile(file) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNFOLDED:
            yield UnreadablePart()
            return
        for name in sorted(archive.namelist()):
            if name.startswith(tuple(parts)):
                with archive.open(name) as part:
                    root = parse(part).getroot()
                for element in walk(root, left_out):
                    if element.tag in paragraphs:
                        yield "".join(read_words(element, texts, {*paragraphs, *left_out}))


def walk(element, left_out):
    """Yield an element and all within, in order, but not those in `left_out`."""
    waiting = [element]
    while waiting:
        element = waiting.pop()
        if element.tag not in left_out:
            yield element
            waiting += reversed(element)


def read_words(element, texts, skipped):
    """Yield the pieces of text within an element in order, without those of elements `skipped`."""
    if texts is None or element.tag in texts:
        yield element.text or ""
    if element.tag.endswith(SPACES):
        yield " "
    for child in element:
        if child.tag not in skipped:
            yield from read_words(child, texts, skipped)
        if texts is None:
            yield child.tail or ""


READERS = {
    "csv": read_plain,
    "docx": read_docx,
    "ods": read_odf,
    "odt": read_odf,
    "pdf": read_pdf,
    "pdf-facts": read_pdf_facts,
    "pptx": read_pptx,
    "txt": read_plain,
    "xlsx": read_xlsx,
}


def main(kind):
    """Write the text of standard input, a file of this kind, and return WHOLE or PARTLY."""
    set_limits()
    length, status = 0, WHOLE
    for part in READERS[kind](io.BytesIO(sys.stdin.buffer.read())):
        if isinstance(part, UnreadablePart):
            status = PARTLY
        # PostgreSQL takes no NUL and UTF-8 no half of a pair.
        text = part.replace("\0", "").encode("utf-8", errors="ignore").decode()
        # At once: when a limit ends this process, what was read is not lost.
        print(text[: MOST_CHARACTERS - length], flush=True)
        length += len(text)
        if length >= MOST_CHARACTERS:
            return PARTLY
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
