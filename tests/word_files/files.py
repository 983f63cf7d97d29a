"""Word files, as somebody would send them in."""

import io
import zipfile

from docx import Document
from PIL import Image

__all__ = ["change", "make_picture", "make_word_file", "save"]


def make_picture():
    """Return an open PNG file."""
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "#b3261e").save(file, "PNG")
    file.seek(0)
    return file


def make_word_file(*, picture=True, merged=False, headings=True):
    """Return the bytes of a Word file with headings, lists, a table and a picture."""
    document = Document()
    if not headings:
        document.add_paragraph("Alleen tekst")
        return save(document)
    document.add_heading("Samen aan tafel", 1)
    document.add_paragraph("Bewoners & professionals gaan ").add_run("samen").bold = True
    document.add_heading("Wat wij doen", 2)
    document.add_paragraph("luisteren", style="List Bullet")
    document.add_paragraph("doen", style="List Bullet")
    document.add_heading("Wanneer", 3)
    document.add_paragraph("- een streepje")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ["Wanneer", "Leden", "Oktober", "14"], strict=True):
        cell.text = words
    if merged:
        table.cell(0, 0).merge(table.cell(0, 1))
    if picture:
        document.add_picture(make_picture())
    return save(document)


def save(document):
    """Return the bytes of a Document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def change(content, old, new):
    """Return a Word file (bytes) in whose text some bytes are replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
        for part in source.infolist():
            archive.writestr(part, source.read(part).replace(old, new))
    return target.getvalue()
