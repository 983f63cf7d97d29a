"""Starts many translations at once, in the background: each takes a few hundred queries."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale

from background.words import in_words
from translations.permissions import list_open_locales
from translations.progress import get_source
from translations.publishing import start_translation

__all__ = ["MOST_STARTED", "count_starting", "start_some"]

# Of more, the list would be too long for one row of the queue.
MOST_STARTED = 1000
# What takes a few seconds, so that mails need not wait for longer.
PART = 10


@task(backend="background")
@in_words(_("Start translations"))
def start_some(keys, language, user):
    """Start the translations of the first of some keys (`progress.get_key`), and queue the rest.

    Takes the code of a language and the primary key of who asked. What was started or deleted
    since, or is not theirs to start, is left.
    """
    if rest := keys[PART:]:
        start_some.enqueue(rest, language, user)
    locale = Locale.objects.filter(language_code=language).first()
    person = get_user_model().objects.filter(pk=user, is_active=True).first()
    for key in keys[:PART]:
        instance = get_source(key)
        if instance and person and locale in list_open_locales(person, instance):
            start_translation(instance, locale, person)


def count_starting(language):
    """Return how many translations into a language are still to be started (int)."""
    waiting = DBTaskResult.objects.filter(
        task_path=start_some.module_path,
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
    )
    arguments = [each["args"] for each in waiting.values_list("args_kwargs", flat=True)]
    return sum(len(keys) for keys, code, _user in arguments if code == language)
