"""Reminds the owner of a page that it is time to look at it: once, by mail, in Dutch."""

from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django_tasks import task

from background.retries import retry_on
from background.words import in_words
from pages.months import add_months
from reviews.models import Review
from submissions.delivery import deliver
from submissions.mail import make_envelope

__all__ = ["mail_reminder", "plan_by_type", "remind"]


@in_words(gettext_lazy("Remind colleagues of pages to look at"))
def remind():
    """Have every owner mailed whose page is due and who was not mailed about it yet."""
    plan_by_type()
    for pk in Review.objects.due().filter(reminded_at=None).values_list("pk", flat=True):
        mail_reminder.enqueue(pk)


def plan_by_type():
    """Give each page of a type that is looked at every so often its first day, when it has none."""
    for label, months in settings.REVIEW_MONTHS.items():
        model = apps.get_model(label)
        planned = Review.objects.values("page")
        for page in model.objects.live().exclude(pk__in=planned):
            since = timezone.localdate(page.last_published_at or timezone.now())
            Review.objects.get_or_create(
                page=page, defaults={"due_on": add_months(since, months), "months": months}
            )


@task(backend="background")
@retry_on(OSError)
@in_words(gettext_lazy("Remind somebody to look at a page"))
def mail_reminder(pk):
    """Mail the owner of the page of a Review, unless that was done or it is not due any more.

    The row stays locked until it is known whether the mail server took the mail.
    """
    with transaction.atomic():
        rows = Review.objects.due().filter(pk=pk, reminded_at=None)
        review = rows.select_for_update(of=["self"]).select_related("page").first()
        if review is None:
            return
        if owner := review.get_owner():
            deliver(build_mail(review, owner))
        review.reminded_at = timezone.now()
        review.save(update_fields=["reminded_at"])


def build_mail(review, owner):
    """Return the reminder as a plain EmailMessage in Dutch."""
    with override(settings.LANGUAGE_CODE):
        path = reverse("reviews_review", args=[review.page_id])
        words = {
            "name": owner.first_name,
            "title": review.page.title,
            "due_on": date_format(review.due_on, "DATE_FORMAT"),
            "address": f"{settings.WAGTAILADMIN_BASE_URL}{path}",
        }
        return EmailMessage(
            subject=_("Is this page still right: %(title)s") % words,
            body=render_to_string("reviews/mail.txt", words),
            to=[owner.email],
            **make_envelope(f"review-{review.pk}-{review.due_on}"),
        )
