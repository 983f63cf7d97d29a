"""Puts snippets, images and documents in the bin, and back.

They have no place to move to, so what stands in the database of them is kept as rows, as Django's
own collector says that it would delete it, with what it would cut loose. They come back with the
keys that they had, so that pages whose text names them show them again.
"""

import json
from contextlib import suppress
from functools import partial
from pathlib import PurePath

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _
from wagtail.actions.delete import DeleteAction
from wagtail.models import TranslatableMixin
from wagtail.search.models import IndexEntry
from wagtail.signal_handlers import update_reference_index_on_save
from wagtail_localize.models import Translation

from bin.guards import for_ever, list_binned_models
from bin.models import Deletion
from library.models import Document, Rendition

__all__ = ["PutInBinAction", "put_thing_in_bin", "restore_thing", "throw_file_away"]

# Made again from the rest.
DERIVED = (IndexEntry, Rendition)


class PutInBinAction(DeleteAction):
    """Deletes something into the bin, wherever Wagtail deletes it."""

    def _delete(self):
        put_thing_in_bin(self.instance, self.user)


@transaction.atomic
def put_thing_in_bin(thing, user=None):
    """Put a snippet, image or document in the bin; return the Deletion. Raises ProtectedError.

    Returns None where it went already: with what it is a translation of, or somebody was first.
    """
    if not type(thing)._base_manager.select_for_update().filter(pk=thing.pk).exists():
        return None
    translations = list_own_translations(thing)
    collectors = [collect(thing)]
    for each in translations:
        # It stays where a page cannot do without it: see `translations.signals`.
        with suppress(ProtectedError):
            collectors.append(collect(each))
    deletion = Deletion.objects.create(
        title=str(thing)[: Deletion.TITLE_LENGTH],
        kind=ContentType.objects.get_for_model(thing),
        user=user,
        languages=[each.locale.language_code for each in translations],
        rows=[row for each in collectors for row in list_rows(each)],
        cut=[cut for each in collectors for cut in list_cut(each)],
        translations=list_enabled(thing),
    )
    keep_file(deletion, thing)
    with for_ever():
        DeleteAction(thing, user=user).execute(skip_permission_checks=True)
    return deletion


def list_own_translations(thing):
    """Return the translations of a snippet in the source language, which go with it, as a list."""
    if not isinstance(thing, TranslatableMixin) or not thing.locale.is_default:
        return []
    return list(thing.get_translations().select_related("locale"))


def list_enabled(thing):
    """Return the keys of the Translations of a snippet that end with it, as a list."""
    if not isinstance(thing, TranslatableMixin):
        return []
    found = Translation.objects.filter(source__object_id=thing.translation_key, enabled=True)
    return list(found.values_list("pk", flat=True))


def collect(thing):
    """Return what Django deletes with something, and what it cuts, as its Collector."""
    collector = Collector(using="default", origin=thing)
    collector.collect([thing])
    return collector


def list_rows(collector):
    """Return what is deleted, first what the others point at, as Django's serializer writes it."""
    found = [each for some in collector.data.values() for each in some]
    found += [each for some in collector.fast_deletes for each in some]
    rows = [each for each in found if not isinstance(each, DERIVED)]
    return json.loads(serializers.serialize("json", rows))


def list_cut(collector):
    """Return which fields of what stays become empty: each as [model, name, keys, value]."""
    cut = []
    for (field, _empty), some in collector.field_updates.items():
        cut += [
            [field.model._meta.label, field.name, each.pk, getattr(each, field.attname)]
            for group in some
            for each in group
        ]
    return cut


def keep_file(deletion, thing):
    """Keep a copy of a file in a folder of its own, as private as it was; Wagtail deletes it."""
    if file := getattr(thing, "file", None):
        name = f"bin/{deletion.pk}/{PurePath(file.name).name}"
        with file.storage.open(file.name) as content:
            deletion.file = file.storage.save(name, content)
        deletion.save(update_fields=["file"])


@transaction.atomic
def restore_thing(deletion):
    """Put a snippet, image or document back, and return it; raise ValidationError if it cannot."""
    deletion = Deletion.objects.select_for_update().get(pk=deletion.pk)
    rows = list(serializers.deserialize("json", json.dumps(deletion.rows)))
    models = tuple(list_binned_models())
    things = [row for row in rows if isinstance(row.object, models)]
    links = [row for row in rows if row not in things]
    for each in things:
        check_fits(each.object)
    put_file_back(deletion, things[0].object)
    for row in things:
        row.save()
    owners = [owner for row in links for owner in put_link_back(row)]
    owners += [owner for each in deletion.cut for owner in join(*each)]
    for row in things:
        # Once more, for all that follows what is saved: search, references, translations.
        row.object.save()
    for owner in owners:
        update_reference_index_on_save(owner)
    for translation in Translation.objects.filter(pk__in=deletion.translations):
        translation.enabled = True
        translation.save()
    deletion.delete()
    return things[0].object


def check_fits(thing):
    """Raise ValidationError where what it needs is gone, or another has its name meanwhile."""
    for name in list_missing(thing):
        field = thing._meta.get_field(name)
        if not field.null:
            words = _("It cannot come back without what it belonged to: %(field)s.")
            raise ValidationError(words % {"field": field.verbose_name})
        setattr(thing, name, None)
    thing.validate_unique()
    thing.validate_constraints()


def list_missing(instance):
    """Return the names of the fields that point at what is not there any more, as a list."""
    return [
        field.name
        for field in instance._meta.concrete_fields
        if field.many_to_one and getattr(instance, field.attname) is not None
        if not field.related_model._base_manager.filter(
            **{field.target_field.attname: getattr(instance, field.attname)}
        ).exists()
    ]


def put_link_back(row):
    """Restore a row between the thing and what chose it, if that is there; return what that is."""
    link = row.object
    if list_missing(link):
        return []
    row.save()
    fields = [field for field in link._meta.concrete_fields if field.many_to_one]
    return [getattr(link, field.name) for field in fields if link._meta.auto_created]


def join(label, name, key, value):
    """Fill a field again that was cut, unless somebody chose another; return whose it is."""
    owner = apps.get_model(label)._base_manager.filter(pk=key, **{f"{name}__isnull": True}).first()
    if owner is None:
        return []
    type(owner)._base_manager.filter(pk=key).update(**{name: value})
    owner.refresh_from_db()
    return [owner]


def put_file_back(deletion, thing):
    """Let a thing have its file again, by the name that it had where that is still free."""
    if not deletion.file:
        return
    storage, name = thing.file.storage, thing.file.name
    with storage.open(deletion.file) as content:
        thing.file.name = storage.save(name, content)
    if isinstance(thing, Document) and thing.file.name != name:
        thing.former_names = [*thing.former_names, PurePath(name).name]
    throw_file_away(deletion)


def throw_file_away(deletion):
    """Delete the file that is kept for a Deletion, when all that is done with it was done."""
    if deletion.file:
        transaction.on_commit(partial(default_storage.delete, deletion.file))
