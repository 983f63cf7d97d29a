"""The links of the whole site are read anew at night, a part at a time."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.models import Page

from background.words import in_words
from linkcheck.following import list_entry_models
from linkcheck.keeping import read_links

__all__ = ["PART", "read_all", "read_part"]

# What takes about a second.
PART = 50


@in_words(_("Read all links of the site"))
def read_all():
    """Read and judge all links anew: something may have passed without a word to us."""
    for model in [Page, *list_entry_models()]:
        read_part.enqueue(model._meta.label)


@task(backend="background")
@in_words(_("Read the links of a part of the site"))
def read_part(label, after=0):
    """Read the links of the next pages or entries, and leave the rest to a task of their own."""
    model = apps.get_model(label)
    objects = model.objects.filter(pk__gt=after).order_by("pk")
    if model is Page:
        objects = objects.live().filter(depth__gt=1, alias_of=None).specific()
    part = list(objects[:PART])
    for each in part:
        read_links(each)
    if len(part) == PART:
        read_part.enqueue(label, after=part[-1].pk)
