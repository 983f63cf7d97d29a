"""All that is to be said about a page, a translation or an issue, made in one way for all."""

from dataclasses import dataclass, field

from wagtail.models import Page

from advice.checks import CHECKS
from advice.findings import Finding, Reading
from pages.publishing import list_reasons

__all__ = ["Advice", "advise"]


@dataclass(frozen=True)
class Advice:
    """What there is to say: `reasons`, each a str, and `findings`.

    Only a reason stands in the way of publishing; it comes from the gate (`pages.publishing`).
    """

    reasons: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def total(self):
        return len(self.reasons) + len(self.findings)


def advise(instance):
    """Return the Advice about an instance of a model as it is here, whether it is saved or not."""
    reading = Reading(instance)
    findings = [finding for check in CHECKS for finding in check(reading)]
    return Advice(list_page_reasons(instance), findings)


def list_page_reasons(instance):
    """Return why a page may not go live; [] for what has no place in the tree yet."""
    is_page = isinstance(instance, Page) and instance.path
    return list_reasons(instance) if is_page else []
