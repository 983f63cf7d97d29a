"""What each role of staff may do: the one table of it.

A role is a group of users with the rights below, which it gets after each `migrate`
(`accounts.giving`). To let a role do something with a new model, add a line here and nothing else.
Each right is given once: what an administrator gives or takes in the screen for groups stays so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

# Migrations that were there before this table name them here.
from accounts.first_roles import DEPENDENCIES, MakeRole

__all__ = ["DEPENDENCIES", "ROLES", "TRANSLATORS", "MakeRole", "Role", "get_sentence"]


@dataclass(frozen=True)
class Role:
    """A role of staff.

    `code` is what programs call it. `name` is that of its group when it is made: a Dutch word,
    since it is content, which an administrator may change. `sentence` says what the role is for,
    where it is given. `rights` are those of Django, "app.action_model"; about pages, pictures and
    documents they are rights to all of them.
    """

    code: str
    name: str
    sentence: str
    rights: Sequence[str] = ()


def to(actions, *models):
    """Return the rights to do each of some actions (words in a str) with each model, as a list."""
    return [
        f"{app_label}.{action}_{name}"
        for app_label, name in (model.split(".") for model in models)
        for action in actions.split()
    ]


# For whom the home page of a language makes a group, `translators-en` for example, with rights to
# the pages below it.
TRANSLATORS = "translators"
TRANSLATORS_SENTENCE = _("Translates pages into this language and publishes the translations.")

ROLES = [
    Role(
        "editors",
        "Redactie",
        _("Writes and publishes all that visitors see, and answers their messages."),
        [
            "wagtailadmin.access_admin",
            *to("add change publish bulk_delete lock unlock", "wagtailcore.page"),
            *to("add change delete choose", "wagtailimages.image", "wagtaildocs.document"),
            *to("add change delete", "partners.partner", "partners.municipality"),
            *to("add change delete", "teams.theme", "teams.role", "glossary.term"),
            *to("add change delete", "people.contactperson"),
            *to("add change delete", "contact.subject", "newsletter.topic"),
            *to("view change delete", "contact.message"),
            *to("change", "pages.contactsettings"),
            *to("add change delete", "wagtailredirects.redirect"),
            *to("change", "search.question"),
            *to("add change delete", "search.synonym", "search.pinnedpage"),
            *to("view change", "linkcheck.address"),
            *to("view change", "bin.deletion"),
            *to("view", "visits.yearcount"),
        ],
    ),
    Role(
        "writers",
        "Meeschrijver",
        _("Writes pages and news. Someone of the role “Redactie” checks and publishes them."),
        [
            "wagtailadmin.access_admin",
            *to("add change", "wagtailcore.page"),
            *to("add choose", "wagtailimages.image", "wagtaildocs.document"),
        ],
    ),
    Role(
        "newsletter",
        "Nieuwsbrief verzenden",
        _("Sends the newsletter, and looks after the topics that subscribers choose from."),
        [
            "wagtailadmin.access_admin",
            *to("add change delete", "newsletter.topic"),
            *to("send", "delivery.mailing"),
        ],
    ),
    Role(
        "subscribers",
        "Lezersgegevens",
        _("Sees who gets the newsletter: may look up, correct, import, export and erase them."),
        [
            "wagtailadmin.access_admin",
            *to("view change delete export", "newsletter.subscriber"),
            *to("add view", "newsletter.subscriberimport"),
        ],
    ),
    Role(
        "managers",
        "Beheer",
        _("Invites colleagues and gives them roles, and looks after the settings of the site."),
        [
            "wagtailadmin.access_admin",
            *to("add change delete", "accounts.user"),
            *to("add change delete", "wagtailcore.collection"),
            *to("change", "wagtailcore.site", "pages.contactsettings"),
            *to("add change delete", "contact.subject"),
            *to("view", "newsletter.accessentry", "audit.entry"),
            *to("view change delete", "bin.deletion"),
            "background.mend_work",
        ],
    ),
]


def get_sentence(code):
    """Return the sentence about the role with this code, or nothing where there is no such role."""
    if code.startswith(TRANSLATORS):
        return TRANSLATORS_SENTENCE
    return next((role.sentence for role in ROLES if role.code == code), "")
