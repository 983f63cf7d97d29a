"""Makes the draft of a page from a Word file."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.images.models import SourceImageIOError
from wagtail.log_actions import log
from wagtail.models import Collection, Page

from library.models import Image
from pages.addresses import find_free_slug, propose_slug
from word_files.blocks import Draft, make_draft

__all__ = ["Made", "foresee", "list_page_types", "make_page"]

# The field of a page type that a file can fill.
BODY = "body"
LONGEST_TITLE = 255
# What a picture may be, by its MIME type, and how its file's name ends.
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


@dataclass(frozen=True)
class Made:
    """A draft, and what became of the file."""

    page: Page
    draft: Draft


def list_page_types(parent):
    """Return the page types that a Word file can become below a page, as a list."""
    return [
        model
        for model in parent.specific_class.creatable_subpage_models()
        if any(isinstance(each, StreamField) and each.name == BODY for each in model._meta.fields)
        and model.can_create_at(parent)
    ]


@transaction.atomic
def make_page(word_file, name, model, parent, user):
    """Return what was Made of a WordFile: a draft of a page type below a parent, never published.

    `name` is what the page is called where the file has no heading.
    """
    images = [
        keep_picture(each, name, place, user) for place, each in enumerate(word_file.pictures)
    ]
    draft = make_draft(word_file.html, images)
    page = model(title=(draft.title or name)[:LONGEST_TITLE], live=False, owner=user)
    page.locale = parent.locale
    page.slug = find_free_slug(parent, propose_slug(page))
    page.is_unfinished = True
    block = model._meta.get_field(BODY).stream_block
    page.body = block.to_python(
        [each for each in draft.blocks if each["type"] in block.child_blocks]
    )
    parent.add_child(instance=page)
    log(page, "wagtail.create", user=user)
    page.save_revision(user=user, log_action=True, clean=False)
    return Made(page, draft)


def foresee(word_file):
    """Return the Draft that a WordFile would become, without keeping anything of it."""
    images = [Image() if each.type in ENDINGS else None for each in word_file.pictures]
    return make_draft(word_file.html, images)


def keep_picture(picture, name, place, user):
    """Return the library Image of a Picture of a file, or None for what is no image.

    Nobody has said who is to be recognised in it: the gate for publishing asks that.
    """
    ending = ENDINGS.get(picture.type)
    if not ending:
        return None
    title = _("%(name)s, picture %(number)s") % {"name": name, "number": place + 1}
    image = Image(
        title=title[:LONGEST_TITLE],
        collection=Collection.get_first_root_node(),
        uploaded_by_user=user,
    )
    try:
        # What the database refuses of one picture leaves the others as they are.
        with transaction.atomic():
            image.file.save(f"word-{place + 1}.{ending}", ContentFile(picture.content), save=False)
            image._set_image_file_metadata()
            image.save()
    except (ValidationError, SourceImageIOError):
        return None
    return image
