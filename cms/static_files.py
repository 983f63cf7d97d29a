"""The stylesheets: several files to work in, one file to send."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

__all__ = ["STYLESHEETS", "BundledStaticFilesStorage"]

# In the order of their layers, and within a layer in the order in which their rules apply.
STYLESHEETS = [
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/components/header.css",
    "css/components/languages.css",
    "css/components/page-header.css",
    "css/components/buttons.css",
    "css/components/cards.css",
    "css/components/facts.css",
    "css/components/blocks.css",
    "css/components/reading.css",
    "css/components/glossary.css",
    "css/components/outline.css",
    "css/components/search.css",
    "css/components/lists.css",
    "css/components/forms.css",
    "css/components/teams.css",
    "css/components/publications.css",
    "css/components/agenda.css",
    "css/components/route.css",
    "css/components/partners.css",
    "css/components/footer.css",
    "css/utilities.css",
]
STYLESHEET = "css/site.css"
# What is for who works in them: comments, and the beginnings of lines.
FOR_WORK = re.compile(r"/\*.*?\*/|(?<=\n)\s+", re.DOTALL)


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which at collectstatic also joins the stylesheets into one.

    One request instead of many on every first visit; hashed and compressed like the rest.
    """

    stylesheets = [STYLESHEET]

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run and set(STYLESHEETS) <= paths.keys():
            texts = [self._read(*paths[name]) for name in STYLESHEETS]
            joined = FOR_WORK.sub("", "\n".join(texts))
            self.delete(STYLESHEET)
            self.save(STYLESHEET, ContentFile(joined.encode()))
            paths = {**paths, STYLESHEET: (self, STYLESHEET)}
        yield from super().post_process(paths, dry_run, **options)

    @staticmethod
    def _read(storage, path):
        with storage.open(path) as file:
            return file.read().decode()
