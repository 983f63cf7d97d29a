"""Where contact details stand in words, outside of the settings: pages, their parts, and lists."""

import re
from functools import reduce
from operator import or_

from django.db.models import CharField, JSONField, Q, TextField
from django.db.models.functions import Cast
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin, get_page_models
from wagtail.snippets.models import get_snippet_models

from people.telephone import read_telephone

__all__ = ["find_email", "find_telephone"]


def find_telephone(number):
    """Return the pages and entries of lists in which a telephone number stands, however written."""
    telephone = read_telephone(number)
    if telephone is None:
        return find(re.escape(number))
    # Without the country code or the 0 that stands for it.
    figures = re.sub(r"\D", "", telephone.at_home).removeprefix("0")
    return find("[^0-9]{0,3}".join(figures))


def find_email(address):
    """Return the pages and entries of lists in which an email address stands."""
    return find(re.escape(address))


def find(pattern):
    """Return what has a text that a regular expression of PostgreSQL matches, each thing once.

    Takes a query for each kind of content, however much of it there is.
    """
    found = {}
    for model in [*get_page_models(), *get_snippet_models()]:
        if issubclass(model, TranslatableMixin):
            for instance in find_of_kind(model, pattern):
                found[model, instance.pk] = instance
    return list(found.values())


def find_of_kind(model, pattern):
    """Yield what matches of one model, also in the parts that are edited with it."""
    yield from match(model, pattern)
    for relation in get_all_child_relations(model):
        parent = relation.field.name
        for part in match(relation.related_model, pattern).select_related(parent):
            yield getattr(part, parent)


def match(model, pattern):
    """Return the rows of a model that have the pattern in one of their texts, as a queryset."""
    names = [field.name for field in model._meta.concrete_fields if is_text(field)]
    if not names:
        return model.objects.none()
    texts = {f"{name}_as_text": Cast(name, TextField()) for name in names}
    conditions = reduce(or_, [Q(**{f"{name}__iregex": pattern}) for name in texts])
    return model.objects.annotate(**texts).filter(conditions)


def is_text(field):
    """Return whether editors write words in a field."""
    is_json = isinstance(field, JSONField) and not isinstance(field, StreamField)
    return field.editable and not is_json and isinstance(field, CharField | TextField | StreamField)
