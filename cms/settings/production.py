"""What production adds: secrets from the environment, and HTTPS everywhere.

A missing variable is a KeyError at start-up, never a silent default.
"""

import os

from .base import *  # noqa: F403
from .bucket import in_bucket, read_bucket

SECRET_KEY = os.environ["SECRET_KEY"]
# Kept apart from SECRET_KEY, which may be renewed: with another pepper, nobody who asked to be
# forgotten is recognised any more.
NEWSLETTER_PEPPER = os.environ["NEWSLETTER_PEPPER"]
ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
# Where links in mails and the admin lead, for example https://www.example.org.
WAGTAILADMIN_BASE_URL = os.environ["BASE_URL"]
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The proxy that speaks HTTPS; without it here, all visitors would count as one network.
TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "1"))
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ["DEFAULT_FROM_EMAIL"]
EMAIL_HOST = os.environ["EMAIL_HOST"]
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 10

# Where files are that every machine needs, when there are more machines than one: a bucket instead
# of VAR_DIR, at the same addresses (docs/decisions/0039-more-machines.md).
if "FILES_URL" in os.environ:
    globals().update(read_bucket(os.environ["FILES_URL"]))
    STORAGES |= {  # noqa: F405
        "default": in_bucket("uploads", "/admin/uploads/"),
        "renditions": in_bucket("media", MEDIA_URL),  # noqa: F405
    }
