"""The stylesheets: several files to work in, one file to send."""

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

__all__ = ["STYLESHEET", "STYLESHEETS", "BundledStaticFilesStorage"]

# In the order of their layers.
STYLESHEETS = [
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/components.css",
    "css/utilities.css",
]
STYLESHEET = "css/site.css"


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which at collectstatic also joins the stylesheets into one.

    Four requests and a kilobyte less on every first visit; hashed and compressed like the rest.
    """

    stylesheets = [STYLESHEET]

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run and set(STYLESHEETS) <= paths.keys():
            joined = "\n".join(self._read(*paths[name]) for name in STYLESHEETS)
            self.delete(STYLESHEET)
            self.save(STYLESHEET, ContentFile(joined.encode()))
            paths = {**paths, STYLESHEET: (self, STYLESHEET)}
        yield from super().post_process(paths, dry_run, **options)

    @staticmethod
    def _read(storage, path):
        with storage.open(path) as file:
            return file.read().decode()
