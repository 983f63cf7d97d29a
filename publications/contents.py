"""What is on the list of publications, counted by what one can filter by."""

from site_version.keeping import keep
from teams.contents import count_contents

__all__ = ["count_items"]


@keep(size=20)
def count_items(index):
    """Return the Contents of a PublicationIndexPage."""
    return count_contents(index.get_items(), "kind", "year", "language")
