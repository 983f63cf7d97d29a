"""Stores a site of this version in `release.sql`, for `make release`: pytest runs it by name."""

from wagtail.fields import StreamField

from installation.database import dump_database
from tests.full_site import get_pages
from tests.upgrades.test_upgrades import RELEASE


def test_store_release(full_site):
    for page in get_pages():
        add_blocks(page)
    RELEASE.write_text(dump_database(), encoding="utf-8")


def add_blocks(page):
    """Have one of each block on a page, published and in a revision, where it can have any."""
    streams = [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
    for field in streams:
        blocks = field.stream_block.child_blocks.items()
        setattr(page, field.name, [(name, block.get_preview_value()) for name, block in blocks])
    if streams:
        page.save()
        page.save_revision()
