"""Files in a bucket of S3-compatible storage, for a site on more machines than one (0039)."""

from urllib.parse import urljoin

from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

__all__ = ["BucketStorage"]


@deconstructible
class BucketStorage(S3Storage):
    """Files in the part of a bucket called `location`, each at an address of the site itself.

    Below `base_url` the site or its proxy gives them to whom they are for; nobody is led to the
    bucket. Which bucket it is, is read from settings: what Wagtail writes down of a storage, for
    the task that deletes a file, holds no key.
    """

    def __init__(self, *, location, base_url):
        # Two files of one name are two, as on a disk.
        super().__init__(location=location, file_overwrite=False)
        self.base_url = base_url

    def url(self, name, **kwargs):
        return urljoin(self.base_url, filepath_to_uri(name))
