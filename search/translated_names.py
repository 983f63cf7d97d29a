"""What things are called in the languages of the site, learnt from what staff translated."""

from collections import defaultdict

from glossary.models import Term
from search.models import Entry
from teams.models import Role, Theme

__all__ = ["find_translated"]

# A longer title is a sentence: it says more than what a thing is called.
LONGEST_NAME = 4
# News, which there is most of, is called something else each time.
KINDS_WITH_NAMES = [Entry.Kind.PAGE, Entry.Kind.TEAM]


def find_translated(locale):
    """Yield (what a thing is called in another language, its names in this one), in four queries.

    So the same translation serves visitors of both languages.
    """
    for names in group_names():
        own = names.pop(locale.pk, [])
        for name in [name for others in names.values() for name in others]:
            same = [each for each in own if each.lower() != name.lower()]
            if same and len(name.split()) <= LONGEST_NAME:
                yield name, same


def group_names():
    """Return, for each thing that is translated, its names by the key of a locale."""
    things = defaultdict(lambda: defaultdict(list))
    for key, locale_id, names in list_names():
        things[key][locale_id] += [name for name in names if name]
    return things.values()


def list_names():
    """Yield (translation key, key of a locale, names) for themes, roles, words and pages."""
    for key, locale_id, *names in Theme.objects.values_list("translation_key", "locale_id", "name"):
        yield key, locale_id, names
    roles = Role.objects.values_list("translation_key", "locale_id", "name", "plural")
    for key, locale_id, *names in roles:
        yield key, locale_id, names
    for term in Term.objects.all():
        yield term.translation_key, term.locale_id, term.list_forms()
    entries = Entry.objects.filter(kind__in=KINDS_WITH_NAMES)
    titles = entries.values_list("page__translation_key", "locale_id", "title")
    for key, locale_id, *names in titles:
        yield key, locale_id, names
