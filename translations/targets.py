"""The pages and snippets that translations lead to: found, made, named and linked."""

from django.core.exceptions import ObjectDoesNotExist
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page, TranslatableMixin, get_translatable_models
from wagtail.search import index

from pages.addresses import find_free_slug, make_slug, number_slug

__all__ = [
    "get_latest_target",
    "get_nearest_translation",
    "get_real_translation",
    "get_target",
    "lead_links_here",
    "lead_links_to",
    "list_snippet_models",
    "list_target_locales",
    "list_untranslated_above",
    "make_target",
    "set_slug",
]


def list_target_locales():
    """Return the Locales to translate into, as a list."""
    return [locale for locale in Locale.objects.all() if not locale.is_default]


def list_snippet_models():
    """Return the translatable models that are neither pages nor parts of something else."""
    return [
        model
        for model in get_translatable_models()
        if model is not Page
        if not any(isinstance(field, ParentalKey) for field in model._meta.get_fields())
    ]


def get_target(translation):
    """Return the page or snippet that a wagtail-localize Translation leads to, or None.

    An alias, which would show the source under another language, is none.
    """
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        return None
    return None if getattr(target, "alias_of_id", None) else target


def get_latest_target(translation):
    """Return the target as it was last saved, published or not, or None."""
    target = get_target(translation)
    return target.get_latest_revision_as_object() if isinstance(target, Page) else target


def get_real_translation(page, locale):
    """Return the translation of a page in a Locale that is no alias of it, or None."""
    return page.get_translations().filter(locale=locale, alias_of__isnull=True).first()


def list_untranslated_above(page, locale):
    """Return the pages above `page`, from the top, that have no translation in a Locale."""
    above = page.get_ancestors().filter(depth__gt=1).order_by("depth")
    return [each for each in above if get_real_translation(each, locale) is None]


def get_nearest_translation(page, locale):
    """Return the translation of a page, or of the nearest page above it that has one, or None."""
    pages = page.get_ancestors(inclusive=True).filter(depth__gt=1).order_by("-depth")
    return next((found for each in pages if (found := get_real_translation(each, locale))), None)


def make_target(translation, original):
    """Return a new page or snippet in the language, which for a page is a saved draft.

    An alias of the source, which Wagtail's own synchronisation makes, becomes that draft.
    """
    if isinstance(original, Page) and Page.objects.filter(
        translation_key=original.translation_key, locale=translation.target_locale
    ).update(alias_of=None, live=False):
        return get_latest_target(translation)
    return original.copy_for_translation(translation.target_locale)


def set_slug(target, own=None, is_anew=False):
    """Make the slug from the translated title, until others may have linked to it.

    `own` is the slug that the language has of its own, or None. With `is_anew` it is made once
    more: the language gave up its own.
    """
    if isinstance(target, Page):
        if own or is_anew or target.first_published_at is None:
            wanted = own or make_slug(target.title) or target.slug
            target.slug = find_free_slug(target.get_parent(), wanted, target.pk)
    elif hasattr(target, "slug") and target._state.adding:
        target.slug = get_free_slug(target, make_slug(str(target)))


def get_free_slug(snippet, wanted):
    """Return `wanted`, with a number behind it where another snippet of the language has it."""
    others = type(snippet).objects.filter(locale=snippet.locale, slug__startswith=wanted)
    return number_slug(wanted, set(others.values_list("slug", flat=True)))


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
