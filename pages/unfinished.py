"""What is kept half-filled: a draft and its parts are checked in full no sooner than at publishing.

Wagtail keeps an empty text in a draft, and an empty date or choice where the column may be NULL; a
rule of our own in `clean` would stop the saving all the same. So such a rule is written in
`check_finished`, which the form leaves alone while a draft is saved, and which the gate for
publishing asks whatever the way a page goes live.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import Page

__all__ = ["FinishedLater", "list_unfinished"]


class FinishedLater(models.Model):
    """A page, or a part of it, that may be half-filled while it is a draft."""

    # Whether it is a draft that is being saved; the form for pages says so.
    is_unfinished = False

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if not self.is_unfinished:
            self.check_finished()

    def check_finished(self):
        """Raise ValidationError, with the names of fields, for what visitors may not see so."""


def list_unfinished(page):
    """Return a reason for all that is half-filled in a page, its parts and its blocks, as str."""
    return [*list_gaps(page), *list_unfinished_parts(page), *list_unfinished_blocks(page)]


def list_unfinished_parts(page):
    """Return what is missing in the parts of a page: its members, milestones, open calls."""
    reasons = []
    for relation in get_all_child_relations(type(page)):
        model = relation.related_model
        if issubclass(model, FinishedLater):
            for place, part in enumerate(getattr(page, relation.get_accessor_name()).all(), 1):
                name = f"{model._meta.verbose_name} {place}"
                reasons += [f"{name}: {reason}" for reason in list_gaps(part)]
    return reasons


def list_gaps(item):
    """Return what is to be filled in before a page or part is shown, as a list of str."""
    others = {field.name for field in item._meta.fields if not is_filled_in(field)}
    try:
        item.clean_fields(exclude=others)
        item.check_finished()
    except ValidationError as error:
        return [
            f"{item._meta.get_field(name).verbose_name}: {' '.join(messages)}"
            for name, messages in error.message_dict.items()
        ]
    return []


def is_filled_in(field):
    """Return whether an editor fills in a field of a page type or a part, title and slug aside."""
    is_own = not issubclass(Page, field.model) and not isinstance(field, ParentalKey)
    return is_own and field.editable and not field.auto_created


def list_unfinished_blocks(page):
    """Return which blocks of a page lack something that they need."""
    return [
        _("Block %(number)s (%(kind)s): fill in what is required.")
        % {"number": place + 1, "kind": getattr(page, field.name)[place].block.label}
        for field in page._meta.get_fields()
        if isinstance(field, StreamField)
        for place in find_unfinished(getattr(page, field.name))
    ]


def find_unfinished(stream):
    """Return the places (int) of the blocks in a StreamValue that are not filled in."""
    try:
        stream.stream_block.clean(stream)
    except StreamBlockValidationError as error:
        return [place for place, each in sorted(error.block_errors.items()) if lacks_words(each)]
    return []


def lacks_words(error):
    """Return whether a ValidationError of a block is that something required is missing.

    What else is wrong has a rule of its own: equal headings, an image without a description.
    """
    if hasattr(error, "block_errors"):
        return any(lacks_words(each) for each in error.block_errors.values())
    return any(each.code == "required" for each in error.error_list)
