"""Pages with blocks, for the tests of advice."""

from advice.checks import CHECKS
from advice.findings import Reading
from pages.blocks import PageBodyBlock
from pages.models import StandardPage

__all__ = ["find", "write"]


def write(*blocks, **fields):
    """Return a page, not saved, of blocks: each a (type, value), the value as it is stored."""
    stored = [
        {"type": kind, "value": value, "id": f"block-{place}"}
        for place, (kind, value) in enumerate(blocks)
    ]
    return StandardPage(title="Meedoen", body=PageBodyBlock().to_python(stored), **fields)


def find(*blocks, **fields):
    """Return what the checks find in a page of blocks, as a list of (check, path)."""
    reading = Reading(write(*blocks, **fields))
    return [(each.check, each.path) for check in CHECKS for each in check(reading)]
