"""Sizes of the example pictures that are made beforehand, in the format that takes longest.

The worker of a new site would make them for a minute. `make renditions` makes them anew.
"""

from io import BytesIO

from django.core.files.images import ImageFile

from demo import FOLDER
from library.models import Image
from library.sizes import get_filters, is_slow, list_uses_of

__all__ = ["PICTURES", "READY", "list_slow_filters", "make_ready", "take_ready"]

PICTURES, READY = FOLDER / "pictures", FOLDER / "renditions"


def list_slow_filters(picture):
    """Return the Filters of all that takes long to make of an Image, each once."""
    filters = get_filters(picture, *list_uses_of(picture))
    return [each for each in filters if is_slow(each.spec)]


def get_name(spec):
    """Return the name of the file of a rendition, by what Wagtail calls it, its quality too."""
    return f"{spec.replace('|', '.')}.avif"


def take_ready(picture, name):
    """Keep for an Image what is ready of the picture with this name; return the renditions."""
    renditions = []
    for each in list_slow_filters(picture):
        path = READY / name / get_name(each.spec)
        if path.exists():
            renditions.append(keep(picture, each, path))
    return renditions


def keep(picture, wanted, path):
    """Return the rendition of an Image for a Filter, of which the file is there already."""
    with path.open("rb") as file:
        return picture.renditions.create(
            filter_spec=wanted.spec,
            focal_point_key=wanted.get_cache_key(picture),
            file=ImageFile(file, name=f"{path.parent.name}.{path.name}"),
        )


def make_ready(name, folder):
    """Make what takes long of the picture with this name, in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    content = (PICTURES / f"{name}.png").read_bytes()
    # Of no collection: there is no database beside it.
    file = ImageFile(BytesIO(content), name=f"{name}.png")
    picture = Image(file=file, collection_id=None)
    for each in list_slow_filters(picture):
        made = picture.generate_rendition_file(each, source=file)
        made.seek(0)
        (folder / get_name(each.spec)).write_bytes(made.read())
