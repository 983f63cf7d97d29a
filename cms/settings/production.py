"""What production adds: secrets from the environment, and HTTPS everywhere.

What is missing there stops it at once, in words: no default, and nothing made up.
"""

import os

from production.variables import (
    read_flag,
    read_list,
    read_mail,
    read_number,
    read_provider,
    read_required,
)

from .base import *  # noqa: F403
from .bucket import in_bucket, read_bucket

REQUIRED = read_required(os.environ)
SECRET_KEY = REQUIRED["SECRET_KEY"]
# Earlier ones, with which links in mails were signed, and secrets of second factors sealed.
SECRET_KEY_FALLBACKS = read_list(os.environ.get("SECRET_KEY_FALLBACKS", ""))
# Kept apart from SECRET_KEY, which may be renewed: with another pepper, nobody who asked to be
# forgotten is recognised any more.
NEWSLETTER_PEPPER = REQUIRED["NEWSLETTER_PEPPER"]
ALLOWED_HOSTS = read_list(REQUIRED["ALLOWED_HOSTS"])
# Where links in mails and the admin lead, for example https://www.example.org.
WAGTAILADMIN_BASE_URL = REQUIRED["BASE_URL"].rstrip("/")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The proxy that speaks HTTPS; without it here, all visitors would count as one network.
TRUSTED_PROXY_COUNT = read_number(os.environ, "TRUSTED_PROXY_COUNT", 1)
# What it writes there: this, or the standard one ("Forwarded", RFC 7239).
PROXY_HEADER = os.environ.get("PROXY_HEADER", PROXY_HEADER)  # noqa: F405
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
# Who has other sites below the same domain may have some without TLS: not for this one to decide.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = read_flag(os.environ, "HSTS_WHOLE_DOMAIN")
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W005", "security.W021"]  # noqa: F405
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

DEFAULT_FROM_EMAIL = SERVER_EMAIL = REQUIRED["DEFAULT_FROM_EMAIL"]
EMAIL_HOST = REQUIRED["EMAIL_HOST"]
globals().update(read_mail(os.environ))
EMAIL_TIMEOUT = 10

# It makes nobody staff: docs/decisions/0052-second-factor.md.
SOCIALACCOUNT_PROVIDERS = read_provider(os.environ)

# Where files are that every machine needs, when there are more machines than one: a bucket instead
# of VAR_DIR, at the same addresses (docs/decisions/0039-more-machines.md).
if "FILES_URL" in os.environ:
    globals().update(read_bucket(os.environ["FILES_URL"]))
    STORAGES |= {  # noqa: F405
        "default": in_bucket("uploads", "/admin/uploads/"),
        "renditions": in_bucket("media", MEDIA_URL),  # noqa: F405
    }
