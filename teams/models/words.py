"""What a work team is found by, beside what stands in its own fields."""

from django.utils import translation
from django.utils.translation import gettext
from wagtail.rich_text import get_text_for_indexing

__all__ = ["WordsOfTeam", "name_by_number"]


def name_by_number(number, language):
    """Return what visitors call the team with a number, in a language: a line for each way."""
    if not number:
        return ""
    with translation.override(language):
        ways = [gettext("Work team %(number)s"), gettext("Team %(number)s")]
        return "\n".join(way % {"number": number} for way in ways)


class WordsOfTeam:
    """What search reads of a work team that is in no field of its own, each as one text."""

    def get_other_names(self):
        """Return what visitors call the team, as search/texts.py asks for it."""
        return name_by_number(self.number, self.locale.language_code)

    def get_status_words(self):
        """Return how the team is doing, in its language: that it looks for people, say."""
        with translation.override(self.locale.language_code):
            return self.get_status_display()

    def get_people_words(self):
        """Return who sit at the table: a line for each member."""
        members = self.members.select_related("role")
        return "\n".join(
            f"{each.role or ''} {each.name} {each.organisation}".strip() for each in members
        )

    def get_call_words(self):
        """Return what the open calls ask, of whom and where, and how to respond."""
        return "\n".join(
            f"{call.title}\n{call.text}\n{', '.join(map(str, call.roles.all()))}"
            f"\n{call.municipality or ''}\n{get_text_for_indexing(call.how_to_respond)}"
            for call in self.get_open_calls()
        )
