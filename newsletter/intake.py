"""From the form to the worker."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from background.words import in_words
from newsletter import subscribing
from newsletter.models import ConsentText, SignUpRequest
from submissions import limits
from submissions.brakes import count_form

__all__ = ["count_sign_up", "receive"]

# In seconds.
PRESSED_TWICE = 60


def count_sign_up(request, form):
    """Count a valid form; return the seconds until there is room for it, or 0 when there is."""
    return count_form(request, form, "sign-up for the newsletter", settings.NEWSLETTER_LIMITS)


@transaction.atomic
def receive(form, page):
    """Keep a sign-up and hand it to the worker: the same statements for every address.

    Takes a valid SignUpForm, and the path of the page with it. The same form that comes twice at
    the same moment is a button that was pressed twice: the second waits for the first, and is
    nothing.
    """
    email, choice = form.cleaned_data["email"], form.choice
    pressed = f"{form.cleaned_data['stamp']} {email}"
    if not limits.hit("pressed", pressed, limit=1, seconds=PRESSED_TWICE):
        return
    request = SignUpRequest.objects.create(
        email=email,
        language=get_language(),
        wants_all=choice.wants_all,
        topics=choice.topics,
        page=page,
        consent_text=ConsentText.objects.get_current(),
    )
    take_up.enqueue(request.pk)


@task(backend="background")
@in_words(_("Take up who signed up for the newsletter"))
def take_up(request_id):
    """Sign somebody up; a task that is run again finds that it was done."""
    request = SignUpRequest.objects.filter(pk=request_id).first()
    if request is not None:
        subscribing.sign_up(request)
