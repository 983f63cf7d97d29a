"""What is said of a link, in a sentence."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from linkcheck.models import Address

__all__ = ["describe"]

State = Address.State


def describe(address, title=""):
    """Return what is the matter with an Address; `title` is that of our page that it leads to."""
    words = {"site": address.host.removeprefix("www."), "title": title, "new": address.moved_to}
    return get_sentence(address.state) % {**words, "date": format_day(address.since)}


def get_sentence(state):
    sentences = {
        State.NEW: _("This link is not looked at yet."),
        State.WORKS: _("This link works."),
        State.MOVED: _("This page of %(site)s has a new address: %(new)s."),
        State.GONE: _("This page of %(site)s no longer exists since %(date)s."),
        State.NO_HOST: _("The website %(site)s no longer exists since %(date)s."),
        State.SILENT: _("The website %(site)s does not answer since %(date)s."),
        State.CLOSED: _("The website %(site)s lets no program look. Look yourself."),
        State.MISSING: _("This page or file of our site does not exist since %(date)s."),
        State.UNPUBLISHED: _("“%(title)s” is no longer on our site since %(date)s."),
        State.EXPIRED: _("The time of “%(title)s” has passed: it left our site on %(date)s."),
        State.ANCHOR: _("The place on “%(title)s” that this link leads to is gone."),
        State.LANGUAGE: _("“%(title)s” is there in the language of the visitor too."),
    }
    return sentences[state]


def format_day(moment):
    """Return a day as people say it: "12 november", with the year where that is another one."""
    day = timezone.localdate(moment)
    is_this_year = day.year == timezone.localdate().year
    return date_format(day, "MONTH_DAY_FORMAT" if is_this_year else "DATE_FORMAT")
