"""From the form to the worker."""

import logging

from django.db import transaction
from django.utils.translation import get_language
from django_tasks import task

from newsletter import subscribing
from newsletter.models import ConsentText, SignUpRequest
from submissions import limits

__all__ = ["NETWORK_LIMIT", "SITE_LIMIT", "is_within_limits", "receive"]

logger = logging.getLogger(__name__)

# How many sign-ups are taken: (limit, seconds), from one network and on the whole site.
NETWORK_LIMIT = (5, 10 * 60)
SITE_LIMIT = (200, 60 * 60)


def is_within_limits(request):
    """Count a sign-up; return whether there is room for it."""
    limit, seconds = NETWORK_LIMIT
    network = limits.get_network(request)
    if not limits.hit("newsletter sign-up", network, limit=limit, seconds=seconds):
        return False
    limit, seconds = SITE_LIMIT
    if not limits.hit("newsletter sign-up", "site", limit=limit, seconds=seconds):
        logger.error("More than %s sign-ups for the newsletter in an hour: refused.", limit)
        return False
    return True


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
