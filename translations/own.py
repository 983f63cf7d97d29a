"""What a language may have of its own beside words: an address, search texts, a link, a picture.

Until somebody gives it one, it has what the source language has. What visitors have is kept as
wagtail-localize keeps it, in a SegmentOverride; what waits to be published, in an OwnDraft.
"""

import json
from dataclasses import dataclass
from functools import cached_property

from django.db.models import ForeignKey, Model
from wagtail import blocks
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import OverridableSegment, SegmentOverride, TranslationContext
from wagtail_localize.segments import OverridableSegmentValue

from translations.models import OwnDraft
from translations.places import Place, get_place

__all__ = [
    "OwnPlace",
    "list_overrides",
    "list_own_places",
    "list_own_segments",
    "load_chosen",
    "publish_own",
    "save_own",
]

# Fields of a page of which a language may have its own where the source has no words to translate.
# A snippet names its own in `own_fields`.
OF_PAGES = ["slug", "seo_title", "search_description"]
HOME_DEPTH = 2


@dataclass(frozen=True)
class OwnPlace:
    """A place in a page or snippet, with what stands there in the source and in the language.

    `source` and `value` are a text, or the primary key of what is chosen there; None, or "" in the
    source, where nothing is. `order` is that of wagtail-localize's segment. `key` names the place
    on a form.
    """

    key: str
    path: str
    place: Place
    source: str | int | None
    value: str | int | None
    order: int = 0

    @property
    def is_link(self):
        """Whether it is where a link in a text leads to; its path ends with that in quotes."""
        return self.path.endswith("'")

    @cached_property
    def model(self) -> type[Model] | None:
        """The model of what is chosen here, or None for a text."""
        field = self.place.field
        if isinstance(field, blocks.ChooserBlock):
            return field.model_class
        return field.related_model if isinstance(field, ForeignKey) else None

    def list_chosen(self):
        """Return the primary keys of what is chosen here, in the source and the language."""
        if self.model is None:
            return []
        return [key for key in [self.source, self.value] if key is not None]


def list_own_places(translation, passages, *, with_draft=True):
    """Return the OwnPlaces of a Translation as a list; `passages` are its Passages.

    A field with words in the source is none, as these are translated. Without the draft, their
    values are those that visitors have.
    """
    source = translation.source
    model = source.specific_content_type.model_class()
    own = get_published(translation) | (get_draft(translation) if with_draft else {})
    segments = OverridableSegment.objects.filter(source=source).select_related("context")
    places = [
        OwnPlace(
            key=str(each.context_id),
            path=each.context.path,
            place=get_place(model, each.context.field_path),
            source=each.data,
            value=own.get(each.context.path),
            order=each.order,
        )
        for each in segments.order_by("order")
    ]
    taken = {*(each.path for each in places), *(each.path for each in passages)}
    content = json.loads(source.content_json)
    fields = [
        OwnPlace(name, name, get_place(model, name), content.get(name), own.get(name))
        for name in list_own_fields(model, content)
        if name not in taken
    ]
    return [*fields, *places]


def list_own_fields(model, content):
    """Return the names of the fields that a language may fill where the source has nothing.

    `content` has the fields of the source.
    """
    chosen = [
        each.field_name
        for each in get_translatable_fields(model)
        if isinstance(each, SynchronizedField) and each.overridable
        if isinstance(each.get_field(model), ForeignKey)
    ]
    if not issubclass(model, Page):
        return [*getattr(model, "own_fields", []), *chosen]
    is_home = content["depth"] <= HOME_DEPTH
    return [*(name for name in OF_PAGES if not (is_home and name == "slug")), *chosen]


def list_overrides(translation):
    """Return the SegmentOverrides of a Translation, which visitors have, as a queryset."""
    return SegmentOverride.objects.filter(
        context__object_id=translation.source.object_id,
        locale_id=translation.target_locale_id,
        has_error=False,
    ).select_related("context")


def get_published(translation):
    """Return what visitors have of a language's own, by path, as a dictionary."""
    return {each.context.path: each.data for each in list_overrides(translation)}


def get_draft(translation):
    """Return what waits to be published, by path, as a dictionary."""
    return {
        path: value
        for draft in OwnDraft.objects.filter(translation=translation)
        for path, value in draft.values.items()
    }


def save_own(translation, values):
    """Keep what the language is to have of its own once it is published.

    `values` is a dictionary of path to a text or a primary key, or None for that of the source.
    """
    if not values:
        return
    published = get_published(translation)
    waiting = {
        path: value
        for path, value in (get_draft(translation) | values).items()
        if value != published.get(path)
    }
    if waiting:
        OwnDraft.objects.update_or_create(translation=translation, defaults={"values": waiting})
    else:
        OwnDraft.objects.filter(translation=translation).delete()


def publish_own(translation, user=None):
    """Let visitors have what waits, from the publication on of which this is a part."""
    draft = get_draft(translation)
    list_overrides(translation).filter(context__path__in=draft).delete()
    for path, value in draft.items():
        if value is not None:
            context, _created = TranslationContext.objects.get_or_create(
                object_id=translation.source.object_id, path=path
            )
            SegmentOverride.objects.create(
                locale=translation.target_locale,
                context=context,
                data_json=json.dumps(value),
                last_translated_by=user,
            )
    OwnDraft.objects.filter(translation=translation).delete()


def load_chosen(places):
    """Return what is chosen in OwnPlaces, in the source or the language, in a query for each model.

    That is a dictionary of (model, primary key) to the instance; what is deleted is not in it.
    """
    found = {}
    for model in {each.model for each in places} - {None}:
        keys = {key for each in places if each.model is model for key in [each.source, each.value]}
        found |= {(model, each.pk): each for each in model.objects.filter(pk__in=keys - {None, ""})}
    return found


def list_own_segments(places):
    """Return what OwnPlaces have of their own, for wagtail-localize to put into the target.

    What is chosen and was deleted since is left out, and so is what stood in the place of such.
    """
    there = load_chosen(places)
    return [
        OverridableSegmentValue(each.path, each.value, order=each.order)
        for each in places
        if each.value is not None
        if all((each.model, key) in there for key in each.list_chosen())
    ]
