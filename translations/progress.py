"""How far translations are: one definition, worked out by the database for any number of them.

What is worked out here is kept in `models.Progress` (`translations.keeping`), which screens read.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    Subquery,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from wagtail.models import Locale, Page, get_page_models
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from languages.querysets import BasePageQuerySet
from translations.gaps import is_published
from translations.models import OwnDraft, Progress
from translations.passages import get_part
from translations.states import State
from translations.targets import list_snippet_models

__all__ = [
    "State",
    "count_behind",
    "get_key",
    "get_source",
    "get_state",
    "measure",
    "with_progress",
]

# What the rows of these queries have in common.
OF_SOURCE = {"source__object_id": OuterRef("translation_key"), "source__locale": OuterRef("locale")}


def measure(model, keys, locale):
    """Return how far translations into a Locale are, as a list of Progress that are not saved.

    Takes the translation keys of pages (`model` is then Page) or of snippets of one model. The
    number of queries is the same for any number of them. What is neither in the source language
    nor in the other on the site is no row, but for a draft that somebody translates already.
    """
    found = get_instances(model).filter(translation_key__in=keys)
    sources = with_progress(found.filter(locale=Locale.get_default()), locale)
    sources = {each.translation_key: each for each in sources}
    targets = {each.translation_key: each for each in found.filter(locale=locale)}
    rows = [make_row(sources.get(key), targets.get(key), locale) for key in keys]
    rows = [row for row in rows if row]
    if behind := [row for row in rows if row.state == State.BEHIND]:
        tell_gaps(behind, model, locale)
    return rows


def get_instances(model):
    """Return all pages, or all snippets of a model, with `is_on_site` and `is_published`."""
    if issubclass(model, Page):
        pages = BasePageQuerySet(Page).filter(depth__gt=1, alias_of=None)
        return pages.with_visibility()
    yes = Value(True, output_field=BooleanField())
    return model.objects.annotate(is_on_site=yes, is_published=yes)


def make_row(source, target, locale):
    """Return the Progress of a source and its target (either may be None), or None for no row."""
    if is_gone(source, target):
        shown, state = target, State.GONE
    elif source and (source.is_on_site or is_coming(source)):
        shown, state = source, decide(source)
    else:
        return None
    return Progress(
        translation_key=shown.translation_key,
        locale=locale,
        kind=get_kind(shown),
        title=str(shown)[: Progress.TITLE_LENGTH],
        urgency=state.urgency,
        behind=source.behind if source else 0,
        gaps=0,
        changed_at=getattr(source, "last_published_at", None),
        owner_id=getattr(source, "owner_id", None),
        translation_id=source.translation_id if source else None,
        source_pk=source and source.pk,
        target_pk=target and target.pk,
    )


def is_gone(source, target):
    """Return whether visitors read a translation of what they cannot read in Dutch."""
    if target is None or not target.is_on_site:
        return False
    if source is None or not source.is_on_site:
        return True
    return target.is_published and not source.is_published


def is_coming(source):
    """Return whether a page that visitors never saw is being translated; one in the bin is not."""
    is_new = source.first_published_at is None and source.translation_id is not None
    return is_new and source.get_url_parts() is not None


def get_kind(instance):
    if isinstance(instance, Page):
        return instance.cached_content_type
    return ContentType.objects.get_for_model(instance)


def tell_gaps(rows, model, locale):
    """Count the gaps of Progress rows that are behind; those with nothing else become GAPS."""
    parts = list_parts_left([row.translation_key for row in rows], locale)
    targets = load_targets(rows, model, parts)
    for row in rows:
        left = parts.get(row.translation_key, set())
        gaps = [part for part in left if not is_published(targets[row.target_pk], part)]
        row.gaps = len(gaps)
        if len(gaps) == len(left):
            row.urgency = State.GAPS.urgency


def list_parts_left(keys, locale):
    """Return the parts of sources in which a passage is left, as a dictionary of key to set."""
    parts = {}
    left = get_left(locale).filter(source__object_id__in=keys, source__locale=Locale.get_default())
    for key, path in left.values_list("source__object_id", "context__path"):
        parts.setdefault(key, set()).add(get_part(path))
    return parts


def load_targets(rows, model, parts):
    """Return the targets of Progress rows by their key, with the inline children in `parts`."""
    keys = [row.target_pk for row in rows]
    if not issubclass(model, Page):
        return model.objects.in_bulk(keys)
    pages = list(Page.objects.filter(pk__in=keys).specific())
    for each in {type(page) for page in pages}:
        names = {part.partition(".")[0] for some in parts.values() for part in some}
        children = {field.name for field in each._meta.get_fields() if field.one_to_many}
        alike = [page for page in pages if type(page) is each]
        prefetch_related_objects(alike, *sorted(names & children))
    return {page.pk: page for page in pages}


def with_progress(instances, locale):
    """Return a queryset of pages or snippets with how far their translation into a Locale is.

    Adds `translation_id` (None where none was started), `behind` (the number of passages still to
    do), `has_target` (whether visitors see one) and `has_news` (as the function of that name says).
    """
    translations = Translation.objects.filter(**OF_SOURCE, target_locale=locale, enabled=True)
    return instances.annotate(
        translation_id=Subquery(translations.values("pk")[:1]),
        published_at=Subquery(translations.values("destination_last_updated_at")[:1]),
        behind=Coalesce(Subquery(count_left(locale)), 0),
        has_target=Exists(get_published_translations(instances.model, locale)),
    ).annotate(has_news=ExpressionWrapper(has_news(locale), output_field=BooleanField()))


def decide(source):
    """Return the State of what `with_progress` gave, as far as it is told by that."""
    if source.translation_id is None:
        return State.MISSING
    if source.behind:
        return State.BEHIND if source.has_target else State.IN_PROGRESS
    return State.CURRENT if source.has_target and not source.has_news else State.READY


def get_left(locale):
    """Return a queryset of the passages that no person has translated into a Locale."""
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=locale,
        has_error=False,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
    )
    return StringSegment.objects.filter(~Exists(done)).order_by()


def count_left(locale):
    """Return the number of passages of a source that are left, as a subquery."""
    left = get_left(locale).filter(**OF_SOURCE)
    return left.values("source").annotate(number=Count("pk")).values("number")


def get_published_translations(model, locale):
    """Return a queryset of the translations that visitors see."""
    instances = BasePageQuerySet(Page).on_site() if issubclass(model, Page) else model.objects
    return instances.filter(translation_key=OuterRef("translation_key"), locale=locale)


def has_news(locale):
    """Return whether words, or what is its own, wait to be published; facts do not wait."""
    passages = StringTranslation.objects.filter(
        context__object_id=OuterRef("translation_key"),
        locale=locale,
        updated_at__gt=OuterRef("published_at"),
    )
    own = OwnDraft.objects.filter(translation=OuterRef("translation_id"))
    return Q(published_at=None) | Q(Exists(passages)) | Q(Exists(own))


def get_row(translation):
    """Return the source of a Translation as `with_progress` gives it."""
    model = translation.source.specific_content_type.model_class()
    sources = model.objects.filter(
        translation_key=translation.source.object_id, locale=translation.source.locale_id
    )
    return with_progress(sources, translation.target_locale).get()


def get_state(translation):
    """Return the State of a translation that was started, as it is at this moment."""
    source = translation.source
    model = source.specific_content_type.model_class().get_translation_model()
    rows = measure(model, [source.object_id], translation.target_locale)
    return rows[0].state if rows else decide(get_row(translation))


def count_behind(translation):
    """Return how many passages of a translation are still to do."""
    return get_row(translation).behind


def get_key(instance):
    """Return what names a page or snippet in a form or address: "<content type>-<primary key>"."""
    return f"{get_kind(instance).pk}-{instance.pk}"


def get_source(key):
    """Return the page or snippet in the source language with this key; None for any other text."""
    kind, _hyphen, pk = key.partition("-")
    if not (kind.isdecimal() and pk.isdecimal()):
        return None
    content_type = ContentType.objects.filter(pk=kind).first()
    model = content_type and content_type.model_class()
    if model not in {*get_page_models(), *list_snippet_models()}:
        return None
    return model.objects.filter(pk=pk, locale=Locale.get_default()).first()
