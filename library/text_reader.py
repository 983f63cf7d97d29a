"""Reads the text of a PDF or Word file; runs alone, as `python library/text_reader.py pdf`.

The file comes in over standard input and its text goes out over standard output. A file from
outside can be made to take for ever or to fill all memory, so this is a process of its own with
limits that the system holds it to. It imports nothing of the site, so that it starts quickly.
"""

import io
import resource
import sys
import zipfile

MOST_SECONDS = 10  # of processor time
MOST_MEMORY = 512 * 1024 * 1024
# A Word file is a ZIP; a small one can unfold to gigabytes.
MOST_UNFOLDED = 50 * 1024 * 1024
MOST_CHARACTERS = 200_000


def set_limits():
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def read_pdf(file):
    """Yield the text of each page."""
    from pypdf import PdfReader

    for page in PdfReader(file).pages:
        yield page.extract_text()


def read_docx(file):
    """Yield the text of each paragraph, those in tables last."""
    from docx import Document

    with zipfile.ZipFile(file) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNFOLDED:
            return
    document = Document(file)
    for paragraph in document.paragraphs:
        yield paragraph.text
    for table in document.tables:
        for row in table.rows:
            yield " ".join(cell.text for cell in row.cells)


def read_txt(file):
    yield file.read().decode("utf-8", errors="replace")


READERS = {"pdf": read_pdf, "docx": read_docx, "txt": read_txt}


def main(kind):
    set_limits()
    length = 0
    for part in READERS[kind](io.BytesIO(sys.stdin.buffer.read())):
        # PostgreSQL takes no NUL and UTF-8 no half of a pair.
        text = part.replace("\0", "").encode("utf-8", errors="ignore").decode()
        print(text[: MOST_CHARACTERS - length])
        length += len(text)
        if length >= MOST_CHARACTERS:
            break


if __name__ == "__main__":
    main(sys.argv[1])
