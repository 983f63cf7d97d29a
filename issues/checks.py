"""What stands in the way of sending an issue; all else is advice (`issues.advising`)."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from advice.advising import advise
from issues.models import TrialMail
from issues.rules import list_unsent
from issues.steps import WRITE, get_url
from issues.trying import is_under_way
from translations.advising import advise_translation
from translations.passages import read_passages
from translations.rules import list_unseen

__all__ = ["Remark", "edit", "get_advice", "list_stops"]


@dataclass(frozen=True)
class Remark:
    """Something about an issue in words, and where it is put right ("" for nowhere)."""

    text: str
    url: str = ""


def list_stops(issue, version):
    """Return why a Version of an issue may not be sent, as a list of Remark."""
    return [
        *list_unready(issue, version),
        *list_without_subject(issue, version),
        *list_untested(issue, version),
    ]


def list_without_subject(issue, version):
    for draft in version.drafts:
        if draft.is_sent and not draft.edition.subject.strip():
            text = _("The edition in %(language)s has no subject.")
            yield Remark(text % {"language": draft.language_name}, edit(draft, issue))


def edit(draft, issue):
    """Return where the words of a Draft are written."""
    if draft.translation:
        return reverse("translations:edit", args=[draft.translation.pk])
    return get_url(issue, WRITE)


def list_unready(issue, version):
    """Return why the issue itself cannot be on the site, or that there is nothing in it."""
    if not version.renderings:
        yield Remark(_("There is nothing in this issue yet."), get_url(issue, "choose"))
    for draft in version.drafts:
        if draft.is_sent or draft.translation is None:
            for reason in list_reasons(draft, issue):
                yield Remark(f"{draft.language_name}: {reason}", edit(draft, issue))


def list_reasons(draft, issue):
    """Return why visitors may not see a Draft, as a list of str, but for what sending changes."""
    goes_before = list_unseen(issue) if draft.translation else list_unsent(issue)
    return [each for each in get_advice(draft, issue).reasons if each not in goes_before]


def get_advice(draft, issue):
    """Return the Advice about what visitors would see of a Draft on the site."""
    if draft.translation:
        return advise_translation(draft.translation, read_passages(draft.translation))
    return advise(issue.get_latest_revision_as_object())


def list_untested(issue, version):
    trials = TrialMail.objects.filter(issue=issue, version=version.fingerprint)
    if version.renderings and not trials.filter(sent_at__isnull=False).exists():
        text = _("Nobody was sent a test email of this version yet.")
        if trials.exists():
            text = _("The test email of this version could not be sent. Send another one.")
        if any(map(is_under_way, trials)):
            text = _("The test email of this version is under way. Wait until it has come.")
        yield Remark(text, get_url(issue, "check"))
