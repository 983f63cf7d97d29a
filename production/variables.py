"""The variables that a server is told by what it is, read for the settings.

All that are missing are named at once, each with what belongs there: whoever installs the site
should not have to start it eight times to learn of eight. It is read before Django is there, so it
takes nothing but the standard library and Django's exception.
"""

from django.core.exceptions import ImproperlyConfigured

__all__ = [
    "REQUIRED",
    "read_flag",
    "read_list",
    "read_mail",
    "read_number",
    "read_provider",
    "read_required",
]

REQUIRED = {
    "SECRET_KEY": "fifty random characters, for example of: openssl rand -hex 32",
    "NEWSLETTER_PEPPER": "fifty other ones, kept for ever and apart from the database",
    "DATABASE_URL": "the database, for example postgresql:///werkplaats",
    "ALLOWED_HOSTS": "the names of the site, for example www.example.org,example.org",
    "BASE_URL": "the address of the site, for example https://www.example.org",
    "DEFAULT_FROM_EMAIL": "who mails are from, for example website@example.org",
    "EMAIL_HOST": "the mail server that takes them, for example smtp.example.org",
}
# How a mail server is spoken to (RFC 8314), and the port it then mostly listens on.
MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}
YES, NO = {"1", "yes", "true", "on"}, {"", "0", "no", "false", "off"}


def read_required(environ):
    """Return the required variables (a dict of str). Raises ImproperlyConfigured."""
    missing = [name for name in REQUIRED if not environ.get(name, "").strip()]
    if missing:
        lines = "\n".join(f"  {name:<20} {REQUIRED[name]}" for name in missing)
        raise ImproperlyConfigured(
            f"The site is not started, since it was not told enough for a server. Missing in its "
            f"environment (docs/deploy.md):\n{lines}"
        )
    return {name: environ[name].strip() for name in REQUIRED}


def read_list(text):
    """Return the words between commas as a list, without blanks around them."""
    return [word.strip() for word in text.split(",") if word.strip()]


def read_flag(environ, name):
    """Return whether a variable says yes; it says no where it is missing."""
    word = environ.get(name, "").strip().lower()
    if word not in YES | NO:
        raise ImproperlyConfigured(f"{name} is “{word}”: it takes yes or no.")
    return word in YES


def read_mail(environ):
    """Return Django's settings for a mail server (a dict), of any of the three kinds there are.

    EMAIL_SECURITY says which: "starttls" turns to TLS after hello, "tls" speaks it from the first
    byte, and "none" never does, which is for a mail server on this machine.
    """
    kind = environ.get("EMAIL_SECURITY", "starttls").strip().lower()
    if kind not in MAIL_PORTS:
        raise ImproperlyConfigured(f"EMAIL_SECURITY is “{kind}”: it takes {', '.join(MAIL_PORTS)}.")
    return {
        "EMAIL_PORT": read_number(environ, "EMAIL_PORT", MAIL_PORTS[kind]),
        "EMAIL_USE_TLS": kind == "starttls",
        "EMAIL_USE_SSL": kind == "tls",
        "EMAIL_HOST_USER": environ.get("EMAIL_HOST_USER", ""),
        "EMAIL_HOST_PASSWORD": environ.get("EMAIL_HOST_PASSWORD", ""),
    }


def read_provider(environ):
    """Return SOCIALACCOUNT_PROVIDERS (a dict) for who lets people in beside ourselves, if anybody.

    SURFconext, or another that speaks OpenID Connect. It leads back to BASE_URL and
    /admin/login/sso/back/, which is to be told there.
    """
    names = ["OIDC_SERVER_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]
    server, client, secret = [environ.get(name, "").strip() for name in names]
    if not (server or client or secret):
        return {}
    if not (server and client and secret):
        raise ImproperlyConfigured(f"Of {', '.join(names)} all are needed, or none.")
    app = {
        "provider_id": "sso",
        "name": environ.get("OIDC_NAME", "").strip() or "SURFconext",
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": server},
    }
    return {"openid_connect": {"APPS": [app]}}


def read_number(environ, name, otherwise):
    """Return the whole number that a variable has, or `otherwise`. Raises ImproperlyConfigured."""
    word = environ.get(name, "").strip() or str(otherwise)
    if not word.isascii() or not word.isdigit():
        raise ImproperlyConfigured(f"{name} is “{word}”: it takes a whole number.")
    return int(word)
