"""Reads a Word file; runs alone, as `python word_files/word_reader.py`.

The file comes in over standard input; what is in it goes out over standard output as JSON, with
"html", "pictures" (each with its "type" and "content" in Base64) and "has_changes", whether changes
were tracked. Like `library/text_reader.py` it is a process of its own with limits that the system
holds it to, and it imports nothing of the site.
"""

import base64
import io
import json
import resource
import sys
import zipfile

import mammoth
from mammoth.docx.files import ExternalFileAccessIsDisabledError

REFUSED = 4

MOST_SECONDS = 20  # of processor time
MOST_MEMORY = 768 * 1024 * 1024
# A Word file is a ZIP; a small one can unfold to gigabytes.
MOST_UNFOLDED = 60 * 1024 * 1024
MOST_PICTURES = 40
TEXT = "word/document.xml"
CHANGES = (b"<w:ins ", b"<w:del ", b"<w:moveFrom ")
# Mammoth takes a title for a paragraph.
STYLES = "p[style-name='Title'] => h1:fresh"


def set_limits():
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def read(content):
    """Return what is in a Word file, a dictionary, or None for one that unfolds too far."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNFOLDED:
            return None
        text = archive.read(TEXT)
    pictures = []

    def keep(image):
        """Keep a picture, and name it by its number in the HTML; one that is lost has none."""
        if len(pictures) == MOST_PICTURES:
            return {"src": "picture:"}
        try:
            with image.open() as file:
                kept = base64.b64encode(file.read()).decode()
        # It is elsewhere, where we do not go, or not in the file at all.
        except (ExternalFileAccessIsDisabledError, KeyError):
            return {"src": "picture:"}
        pictures.append({"type": image.content_type or "", "content": kept})
        return {"src": f"picture:{len(pictures) - 1}"}

    result = mammoth.convert_to_html(
        io.BytesIO(content),
        convert_image=mammoth.images.img_element(keep),
        style_map=STYLES,
        # A file may bring its own, which makes any element of HTML of a paragraph.
        include_embedded_style_map=False,
    )
    has_changes = any(each in text for each in CHANGES)
    return {"html": result.value, "pictures": pictures, "has_changes": has_changes}


def main():
    """Write what is in the Word file of standard input, and return the status to end with."""
    set_limits()
    found = read(sys.stdin.buffer.read())
    if found is None:
        return REFUSED
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
