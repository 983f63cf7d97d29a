"""Which images of a page are not ready to be shown, and why."""

from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField

from library.models import Image

__all__ = ["find_unready", "list_reasons_of_consent", "list_unready_images"]


def list_unready_images(page):
    """Return why the images of a page keep it from visitors, as a list of str for its editor."""
    return [
        _("Picture “%(title)s”: %(reason)s") % {"title": image.title, "reason": reason}
        for image, reasons in find_unready(page)
        for reason in reasons
    ]


def find_unready(page):
    """Return the images on a page, as it is in memory, that are not ready to be shown.

    Each is a pair of an Image and a list of str, what an editor is to do first; no image is named
    twice. The page may be a draft: what stands in the database is not looked at.
    """
    found = {}
    for image in find_images(page):
        if reasons := list_reasons(image):
            found.setdefault(image.pk, (image, reasons))
    return list(found.values())


def list_reasons(image):
    """Return what is to be done before an Image is shown, as a list of str; [] when it is ready."""
    reasons = list_reasons_of_consent(image)
    is_decoration = image.decorative or image.only_decorates
    if not is_decoration and not str(image.get_alternative_text()):
        reasons.append(_("Describe what is to be seen, or tick that it only decorates."))
    return reasons


def list_reasons_of_consent(image):
    """Return what is to be done about the people in an Image first, as a list of str."""
    if not image.people_shown:
        return [_("Say whether people can be recognised in it.")]
    if image.is_withheld:
        return [_("Ask everybody in it for consent first (AVG), or use another picture.")]
    return []


def find_images(item):
    """Yield the Images of a page or a part of it: in fields, in parts of its own, and in blocks."""
    for field in item._meta.get_fields():
        if field.many_to_one and field.related_model is Image:
            if image := getattr(item, field.name):
                yield image
        elif isinstance(field, StreamField):
            yield from find_in_blocks(getattr(item, field.name))
    for relation in get_all_child_relations(type(item)):
        for part in getattr(item, relation.get_accessor_name()).all():
            yield from find_images(part)


def find_in_blocks(value):
    """Yield the Images in the value of a block, whatever it is nested in."""
    if isinstance(value, Image):
        yield value
        return
    children = []
    if isinstance(value, StreamValue):
        children = [child.value for child in value]
    elif isinstance(value, StructValue):
        children = value.values()
    elif isinstance(value, ListValue):
        children = value
    for child in children:
        yield from find_in_blocks(child)
