"""What the list of news has to choose from."""

from django.db.models.functions import ExtractYear

from site_version.keeping import keep
from teams.contents import count_contents

__all__ = ["count_items"]


@keep(size=20)
def count_items(index):
    """Return the Contents of a NewsIndexPage."""
    return count_contents(index.get_items(), year=ExtractYear("listed_on"))
