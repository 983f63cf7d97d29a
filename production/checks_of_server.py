"""What can be seen on the server alone: `manage.py check --deploy --database default`."""

import os

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from accounts.second_factor.sealing import count_unreadable
from newsletter.models import Subscriber
from production.site_address import read_address

__all__ = ["check_folders", "check_site", "has_migrations_to_come"]

# RFC 2606, section 3. The example content has four hundred readers there.
EXAMPLE = "@example.org"
# Either nginx's group or everybody; its own account is not ours.
MAY_ENTER = 0o011


@register(Tags.database, deploy=True)
def check_folders(app_configs, databases, **kwargs):
    """Return what is wrong with the folders of this server."""
    if not databases:
        return []
    found = []
    if not os.access(settings.VAR_DIR, os.W_OK | os.X_OK):
        found.append(
            Error(
                f"The site cannot write in {settings.VAR_DIR}.",
                hint=f"As root: chown werkplaats {settings.VAR_DIR}",
                id="production.E010",
            )
        )
    if not is_open(settings.MEDIA_ROOT):
        found.append(
            CheckWarning(
                f"nginx may not enter {settings.MEDIA_ROOT}: pages would have no pictures.",
                hint="Make the folder, and let the group of nginx in, as docs/deploy.md does.",
                id="production.W011",
            )
        )
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        found.append(
            Error(
                "The static files are not collected: every page would fail.",
                hint="manage.py install does so, and: manage.py collectstatic --no-input",
                id="production.E012",
            )
        )
    return found


def is_open(folder):
    """Return whether others than the owner may enter a folder, and those that it is in."""
    if "FILES_URL" in os.environ:
        return True
    ways = [folder, *folder.parents]
    return folder.exists() and all(way.stat().st_mode & MAY_ENTER for way in ways)


@register(Tags.database, deploy=True)
def check_site(app_configs, databases, **kwargs):
    """Return what is missing in the database of this server."""
    if not databases:
        return []
    if has_migrations_to_come():
        return [
            Error(
                "The database does not have the tables of this version.",
                hint="manage.py install makes them, and: manage.py migrate",
                id="production.E013",
            )
        ]
    return check_address() + check_account() + check_second_factors() + check_readers()


def has_migrations_to_come():
    """Return whether there are migrations that the database has not had."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def check_address():
    """Return an Error where the site says of itself that it is somewhere else."""
    site = Site.objects.filter(is_default_site=True).first()
    if site and (site.hostname, site.port) == read_address():
        return []
    here = site.root_url if site else "no address at all"
    return [
        Error(
            f"The site gives out {here} as its address, and BASE_URL is "
            f"{settings.WAGTAILADMIN_BASE_URL}.",
            hint="manage.py install makes them the same.",
            id="production.E014",
        )
    ]


def check_account():
    """Return a Warning where nobody can log in."""
    if get_user_model().objects.filter(is_active=True).exists():
        return []
    return [
        CheckWarning(
            "There is nobody who can log in.",
            hint="manage.py install --email you@example.org makes the first account.",
            id="production.W015",
        )
    ]


def check_second_factors():
    """Return a Warning where people cannot sign in with what they have."""
    number = count_unreadable()
    if not number:
        return []
    return [
        CheckWarning(
            f"{number} people cannot sign in with their app or recovery codes: those were sealed "
            f"with another SECRET_KEY.",
            hint="Put that key into SECRET_KEY_FALLBACKS. If it is lost: manage.py mfa_reset, for "
            "each of them who has no passkey.",
            id="production.W018",
        )
    ]


def check_readers():
    """Return an Error where readers of the example content would be sent newsletters."""
    number = Subscriber.objects.filter(email__endswith=EXAMPLE).count()
    if not number:
        return []
    return [
        Error(
            f"There are {number} readers at addresses that belong to nobody ({EXAMPLE}): this is "
            f"the database of make run.",
            hint="Begin with an empty database, or erase them in the screen of the readers.",
            id="production.E017",
        )
    ]
