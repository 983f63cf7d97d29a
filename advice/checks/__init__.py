"""The checks, a module for each kind; each takes a Reading and yields Findings."""

from .documents import find_bad_documents
from .emphasis import find_bold, find_capitals, find_fake_headings
from .headings import find_empty_headings, find_skipped_levels
from .links import find_equal_links, find_vague_links
from .lists import find_fake_lists
from .pictures import find_poor_alternatives
from .tables import find_empty_cells
from .videos import find_videos_without_words

__all__ = ["CHECKS"]

CHECKS = [
    find_skipped_levels,
    find_empty_headings,
    find_fake_headings,
    find_fake_lists,
    find_capitals,
    find_bold,
    find_vague_links,
    find_equal_links,
    find_empty_cells,
    find_poor_alternatives,
    find_videos_without_words,
    find_bad_documents,
]
