"""Lists of pages and snippets, which wagtail-localize leaves alone, lead to their own language."""

from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, TranslatableMixin
from wagtail.search import index

__all__ = ["lead_links_here", "lead_links_to"]


def lead_links_to(locale, original, target):
    """Let the lists of a translation lead to pages and snippets in a Locale.

    A snippet without a translation stays, since it is marked where it is shown; a page does not.
    """
    for field in type(target)._meta.many_to_many:
        if isinstance(field, ParentalManyToManyField) and issubclass(
            field.related_model, TranslatableMixin
        ):
            linked = list(getattr(original, field.name).all())
            setattr(target, field.name, translate_links(linked, field.related_model, locale))
    for relation in get_all_child_relations(type(target)):
        if issubclass(relation.related_model, TranslatableMixin):
            children = {each.translation_key: each for each in getattr(target, relation.name).all()}
            for child in getattr(original, relation.name).all():
                lead_links_to(locale, child, children[child.translation_key])


def translate_links(linked, model, locale):
    keys = [each.translation_key for each in linked]
    found = {
        each.translation_key: each
        for each in model.objects.filter(translation_key__in=keys, locale=locale)
    }
    if issubclass(model, Page):
        return [found[key] for key in keys if key in found]
    return [found.get(each.translation_key, each) for each in linked]


def lead_links_here(original, target):
    """Let what was published earlier in a language lead to a page or snippet that now is in it.

    It leads to `target` where its own source leads to `original`.
    """
    for relation in target._meta.get_fields(include_hidden=True):
        field = relation.remote_field if relation.auto_created else None
        if isinstance(field, ParentalManyToManyField) and issubclass(
            field.model, TranslatableMixin
        ):
            lead_list_here(field, original, target)


def lead_list_here(field, original, target):
    sources = field.model.objects.filter(locale=original.locale, **{field.name: original.pk})
    keys = list(sources.values_list("translation_key", flat=True))
    translations = field.model.objects.filter(locale=target.locale, translation_key__in=keys)
    owners = list(translations.exclude(**{field.name: target.pk}))
    owner, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    links = field.remote_field.through.objects
    links.filter(**{f"{owner}__in": owners, other: original.pk}).delete()
    links.bulk_create(
        [links.model(**{f"{owner}_id": each.pk, f"{other}_id": target.pk}) for each in owners],
        ignore_conflicts=True,
    )
    for each in owners:
        index.insert_or_update_object(each)
