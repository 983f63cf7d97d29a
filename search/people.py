"""Whom visitors can ask about what they look for: the contact persons that a question is about.

They are no entries of the index: who agrees no more is found from that moment by nobody.
"""

from people.models import ContactPerson
from search.analysis import get_analysis
from site_version.keeping import keep
from teams.models import Theme, WorkTeamPage

__all__ = ["find_people"]

# More of them would stand between the field and the results.
MOST_PEOPLE = 3
# How much of a question must be said of somebody.
LEAST_SAID = 0.5


def find_people(query, locale):
    """Return the people of whom most of a Query is said, by how rare its words are, as a list.

    That is in their name, their role and organisation, and the themes and teams they answer for:
    "wie gaat over armoede" has a word more than is said of who answers for that theme.
    """
    found = [
        (sum(term.rarity for term in query.terms if term.lexemes & lexemes), person)
        for person, lexemes in list_people(locale)
    ]
    least = sum(term.rarity for term in query.terms) * LEAST_SAID
    return [person for said, person in found if said and said >= least][:MOST_PEOPLE]


@keep(size=10)
def list_people(locale):
    """Return (ContactPerson, lexemes of what is said of them) for all that visitors may see."""
    analysis, subjects = get_analysis(locale.language_code), list_subjects(locale)
    return [
        (person, frozenset().union(*analysis.read_words(describe(person, locale, subjects))))
        for person in ContactPerson.objects.shown().with_photos()
    ]


def list_subjects(locale):
    """Return what people answer for in a language: (key of the person, name), as a list."""
    themes = Theme.objects.filter(locale=locale, contact_person__isnull=False)
    teams = WorkTeamPage.objects.filter(locale=locale, contact_person__isnull=False).published()
    return [
        *themes.values_list("contact_person", "name"),
        *teams.values_list("contact_person", "title"),
    ]


def describe(person, locale, subjects):
    """Return what is said of a person in a language, as one text."""
    role = person.get_role()
    # A role that is not in this language is in no word of it.
    own = role.words if role.language == locale.language_code else ""
    names = [name for key, name in subjects if key == person.pk]
    return "\n".join([person.name, person.organisation, own, *names])
