"""For the tests: fixed secrets, fast passwords, and all that they make in a folder of the run."""

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403

SECRET_KEY = "test"  # noqa: S105
NEWSLETTER_PEPPER = "pepper"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
WAGTAILADMIN_BASE_URL = "http://localhost"
SERVE_MEDIA = True

# The processes of a test run inherit the name of its folder from the first: see tests/run.py.
FOLDER_PREFIX = "werkplaats-tests-"
FOLDER = Path(os.environ.get("TESTS_FOLDER") or tempfile.mkdtemp(prefix=FOLDER_PREFIX))
os.environ["TESTS_FOLDER"] = str(FOLDER)
# Empty: the tests collect no static files.
STATIC_ROOT = FOLDER / "static"
STATIC_ROOT.mkdir(exist_ok=True)
FILES = FOLDER / os.environ.get("PYTEST_XDIST_WORKER", "single")
MEDIA_ROOT = FILES / "media"
BACKUP_DIR = FILES / "backups"
STORAGES["default"]["OPTIONS"]["location"] = str(FILES / "uploads")  # noqa: F405
# A server of the tests' own, whatever DATABASE_URL says.
DATABASES["default"] |= {  # noqa: F405
    "ENGINE": "installation.embedded",
    "NAME": "postgres",
    "USER": "postgres",
    "HOST": str(FOLDER / "postgresql"),
}

# Playwright keeps an event loop running in the thread of the tests that follow it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The manifest needs collectstatic, which the tests do not run.
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}

# A test may delete what it needs gone; those of the bin switch the guard on.
BIN_IS_GUARDED = False

# No worker runs beside the tests; those of the pictures switch it on.
PICTURES_ARE_MADE_BY_WORKER = False

# So that each test makes its pages; those of the page cache switch it on.
PAGE_CACHE = False
