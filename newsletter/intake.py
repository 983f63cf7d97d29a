"""From the form to the worker."""

import logging

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django_tasks import task

from newsletter import subscribing
from newsletter.models import ConsentText, SignUpRequest
from submissions import limits

__all__ = ["count_sign_up", "receive"]

logger = logging.getLogger(__name__)


def count_sign_up(request):
    """Count a sign-up; return the seconds until there is room for it, at most, or 0 at once.

    First for the network, so that one that is too busy takes no room from the others.
    """
    for name, key in {"network": limits.get_network(request), "site": "site"}.items():
        limit, seconds = settings.NEWSLETTER_LIMITS[name]
        if not limits.hit("newsletter sign-up", key, limit=limit, seconds=seconds):
            if name == "site":
                logger.error("More than %s sign-ups for the newsletter in an hour.", limit)
            return seconds
    return 0


@transaction.atomic
def receive(email, topics, page):
    """Keep a sign-up and hand it to the worker: the same statements for every address.

    Takes an address, an iterable of Topic, and the path of the page with the form.
    """
    request = SignUpRequest.objects.create(
        email=email,
        language=get_language(),
        topics=[topic.pk for topic in topics],
        page=page,
        consent_text=ConsentText.objects.get_current(),
    )
    take_up.enqueue(request.pk)


@task(backend="background")
def take_up(request_id):
    """Sign somebody up; a task that is run again finds that it was done."""
    request = SignUpRequest.objects.filter(pk=request_id).first()
    if request is not None:
        subscribing.sign_up(request)
