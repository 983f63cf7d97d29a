"""What Django's `check --deploy` does not know of: settings that a server would go wrong with.

Each says what is wrong, and what to write instead. What needs the database and the folders of a
server is in `checks_of_server`.
"""

import re
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import connection

__all__ = [
    "check_addresses",
    "check_contact",
    "check_database",
    "check_mail",
    "check_proxy",
    "check_secrets",
]

EMBEDDED = "installation.embedded"
HOST = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\]", re.IGNORECASE)
HERE = {"localhost", "127.0.0.1", "::1"}
LEAST_SECRET = 32


@register(Tags.security, deploy=True)
def check_database(app_configs, **kwargs):
    """Return an Error where the database is the one that `make run` makes by itself."""
    if connection.settings_dict["ENGINE"] != EMBEDDED:
        return []
    return [
        Error(
            "The database is the one of make run, which is for a machine without others.",
            hint="Set DATABASE_URL to a PostgreSQL server.",
            id="production.E001",
        )
    ]


@register(Tags.security, deploy=True)
def check_addresses(app_configs, **kwargs):
    """Return Errors about the names of the site, and about its own address."""
    wrong = [host for host in settings.ALLOWED_HOSTS if not HOST.fullmatch(host)]
    errors = [
        Error(
            f"ALLOWED_HOSTS has “{host}”, which is not the name of a host.",
            hint="Names alone, with commas between them: www.example.org,example.org",
            id="production.E002",
        )
        for host in wrong
    ]
    return errors + check_base_url(urlsplit(settings.WAGTAILADMIN_BASE_URL))


def check_base_url(address):
    """Return Errors about BASE_URL, as urlsplit reads it."""
    if address.scheme != "https" or not address.hostname or address.path or address.query:
        return [
            Error(
                f"BASE_URL is “{settings.WAGTAILADMIN_BASE_URL}”: links in mails would not work.",
                hint="https:// and a name, and nothing after it: https://www.example.org",
                id="production.E003",
            )
        ]
    names = [name.lower().lstrip(".") for name in settings.ALLOWED_HOSTS]
    if not any(is_below(address.hostname, name) for name in names):
        return [
            Error(
                f"{address.hostname} of BASE_URL is not in ALLOWED_HOSTS: it would be refused.",
                hint=f"Add {address.hostname} to ALLOWED_HOSTS.",
                id="production.E004",
            )
        ]
    return []


def is_below(host, name):
    return host == name or host.endswith(f".{name}")


@register(Tags.security, deploy=True)
def check_proxy(app_configs, **kwargs):
    """Return a Warning where all visitors would count as one."""
    if settings.TRUSTED_PROXY_COUNT > 0:
        return []
    return [
        CheckWarning(
            "TRUSTED_PROXY_COUNT is 0: behind a proxy all visitors count as one, and the sixth who "
            "sends a form is refused.",
            hint="Set it to the number of proxies of yours that a visitor passes: mostly 1.",
            id="production.W005",
        )
    ]


@register(Tags.security, deploy=True)
def check_secrets(app_configs, **kwargs):
    """Return an Error about a pepper that is no secret of its own."""
    pepper = settings.NEWSLETTER_PEPPER
    if len(pepper) >= LEAST_SECRET and pepper != settings.SECRET_KEY:
        return []
    return [
        Error(
            "NEWSLETTER_PEPPER is short, or the same as SECRET_KEY: who was forgotten could be "
            "recognised by others, and after a renewed key by nobody.",
            hint="Another secret, for example of: openssl rand -hex 32. Never renew it afterwards.",
            id="production.E006",
        )
    ]


@register(Tags.security, deploy=True)
def check_mail(app_configs, **kwargs):
    """Return Errors about mail that cannot leave, or would leave for all to read."""
    found = []
    if "." not in parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]:
        found.append(
            Error(
                f"DEFAULT_FROM_EMAIL is “{settings.DEFAULT_FROM_EMAIL}”, which is no address.",
                hint="An address of your own domain, such as website@example.org",
                id="production.E007",
            )
        )
    if not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL or settings.EMAIL_HOST in HERE):
        found.append(
            Error(
                f"Mails, with links that act for somebody, would go to {settings.EMAIL_HOST} for "
                f"anybody on the way to read.",
                hint="EMAIL_SECURITY=starttls or tls; none is for a mail server on this machine.",
                id="production.E008",
            )
        )
    return found


@register(Tags.security, deploy=True)
def check_contact(app_configs, **kwargs):
    """Return an Error where who finds a leak has nowhere to tell it: security.txt takes a URI."""
    address = urlsplit(settings.SECURITY_CONTACT)
    is_mail = address.scheme == "mailto" and "@" in address.path.strip("@")
    if is_mail or (address.scheme == "https" and address.hostname):
        return []
    return [
        Error(
            f"SECURITY_CONTACT is “{settings.SECURITY_CONTACT}”, which security.txt cannot say.",
            hint="mailto:security@example.org, or https:// and the address of a page (RFC 9116).",
            id="production.E016",
        )
    ]
