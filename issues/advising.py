"""What could be better in an issue before it is sent: advice, none of which stands in the way."""

import quopri

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.models import MeetingPage
from issues.checks import Remark, edit, get_advice
from issues.models import IssuePage
from issues.steps import WRITE, get_url
from linkcheck.models import Address
from linkcheck.own import judge
from linkcheck.reading import get_host
from linkcheck.words import describe
from translations.targets import list_target_locales

__all__ = ["HEAVIEST", "list_remarks"]

# In bytes after encoding. Gmail shows the first 102 kB of a mail.
HEAVIEST = 80_000
LONGEST_PREVIEW = 90
# What an edition can be without; without a subject it is not sent.
FIELDS = ["preview_line", "opening"]


def list_remarks(issue, version):
    """Return what could be better in a Version of an issue, as a list of Remark."""
    found = [remark for check in CHECKS for remark in check(issue, version)]
    if issue.workflow_in_progress:
        found.append(Remark(_("This issue waits for approval; to send it ends that.")))
    return found


def find_lacking(issue, version):
    """Yield a Remark for each language that the issue is not in at all."""
    there = {draft.language for draft in version.drafts}
    for locale in list_target_locales():
        if locale.language_code not in there:
            text = _("There is no edition in %(language)s. Whoever reads that gets nothing.")
            yield Remark(text % {"language": locale.get_display_name()}, get_url(issue, "gaps"))


def find_gaps(issue, version):
    for draft in version.drafts:
        number = sum(each.is_undecided for each in draft.linked) if draft.translation else 0
        if number:
            text = ngettext(
                "%(number)d item is not in %(language)s, and is left out unless you decide.",
                "%(number)d items are not in %(language)s, and are left out unless you decide.",
                number,
            )
            values = {"number": number, "language": draft.language_name}
            yield Remark(text % values, get_url(issue, "gaps"))
        if draft.translation and not draft.is_sent:
            text = _("The edition in %(language)s has no items, and is not sent.")
            yield Remark(text % {"language": draft.language_name}, get_url(issue, "gaps"))


def find_gone(issue, version):
    number = sum(each.is_gone for each in version.drafts[0].linked)
    if number:
        text = ngettext(
            "%(number)d item is not on the site any more, and is left out.",
            "%(number)d items are not on the site any more, and are left out.",
            number,
        )
        yield Remark(text % {"number": number}, get_url(issue, WRITE))


def find_old(issue, version):
    """Yield a Remark for each meeting that is over or does not go on."""
    for each in version.drafts[0].linked:
        meeting = each.source
        if isinstance(meeting, MeetingPage):
            if meeting.is_over():
                text = _("The meeting “%(title)s” is over.")
            elif meeting.is_cancelled():
                text = _("The meeting “%(title)s” is cancelled.")
            else:
                continue
            yield Remark(text % {"title": meeting.title}, get_url(issue, WRITE))


def find_untranslated(issue, version):
    for draft in version.drafts:
        lacking = [name for name in FIELDS if name in draft.untranslated]
        if draft.translation and lacking:
            text = _("Not in %(language)s yet, and so not in that edition: %(fields)s.")
            names = [str(IssuePage._meta.get_field(name).verbose_name) for name in lacking]
            values = {"language": draft.language_name, "fields": ", ".join(names)}
            yield Remark(text % values, edit(draft, issue))


def find_preview_lines(issue, version):
    for draft in version.drafts:
        length = len(draft.edition.preview_line)
        if draft.is_sent and not length and "preview_line" not in draft.untranslated:
            text = _("Without a preview line, mailboxes show the first words (%(language)s).")
        elif draft.is_sent and length > LONGEST_PREVIEW:
            text = _("The preview line is cut off in most mailboxes (%(language)s).")
        else:
            continue
        yield Remark(text % {"language": draft.language_name}, edit(draft, issue))


def find_links(issue, version):
    """Yield a Remark for each link that leads nowhere, as far as is known."""
    for draft in version.drafts:
        own = {goal for goal in draft.goals if not get_host(goal)}
        for judgement in judge(own, draft.language).values():
            if judgement.state in Address.BROKEN:
                text = _("A link of ours leads nowhere: %(state)s.")
                values = {"state": capfirst(Address.State(judgement.state).label)}
                yield Remark(text % values, edit(draft, issue))
        broken = Address.objects.broken().filter(url__in=draft.goals - own)
        for address in broken.order_by("url", "language"):
            yield Remark(describe(address), edit(draft, issue))


def find_pictures(issue, version):
    for item in version.drafts[0].edition.items:
        image = item.image
        if image and not image.only_decorates and not image.get_text("description"):
            text = _("The picture of “%(title)s” has no description.")
            yield Remark(text % {"title": item.title})


def find_heavy(issue, version):
    for draft in version.drafts:
        if draft.language in version.renderings:
            html = version.renderings[draft.language].html
            if len(quopri.encodestring(html.encode())) > HEAVIEST:
                text = _("Gmail cuts the email in %(language)s off: take out some items.")
                yield Remark(text % {"language": draft.language_name}, get_url(issue, WRITE))


def find_findings(issue, version):
    """Yield a Remark for each thing that the panel “Before you publish” says about the texts."""
    for draft in version.drafts:
        if draft.is_sent:
            for finding in get_advice(draft, issue).findings:
                yield Remark(finding.text, f"{edit(draft, issue)}{finding.address}")


CHECKS = [
    find_lacking,
    find_gaps,
    find_gone,
    find_old,
    find_untranslated,
    find_preview_lines,
    find_links,
    find_pictures,
    find_heavy,
    find_findings,
]
