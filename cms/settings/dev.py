"""For developers: `local` with DEBUG, so that code and templates reload."""

from .local import *  # noqa: F403

DEBUG = True
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}

# `make dev` has no worker.
PICTURES_ARE_MADE_BY_WORKER = False

# Code and templates change without the site being another one.
PAGE_CACHE = False
