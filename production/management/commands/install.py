import os

from django.conf import settings
from django.core.checks import Error, run_checks
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from background.locks import alone
from production.checks_of_server import has_migrations_to_come
from production.first_account import AccountError, make_first_account
from production.first_pages import make_home_pages
from production.site_address import set_address


class Command(BaseCommand):
    help = "Make the site on this server ready, or bring it up to date; safe to repeat."
    # It says itself what they find, before and after.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--email", help="Whose account is the first one.")

    def handle(self, *, email, **options):
        """Do each step that was not done before, and tell of what is still missing."""
        self.refuse(find_wrong())
        if email:
            check_email(email)
        with alone("install", self.stderr.write):
            self.take_steps(email)
        self.report(find_wrong(databases=["default"]))

    def take_steps(self, email):
        self.do(bring_up_to_date, "The database has the tables of this version.")
        collect_static_files()
        self.do(make_home_pages, "There is a home page in each language.")
        self.do(set_address, f"The site gives out {settings.WAGTAILADMIN_BASE_URL} as its address.")
        if email:
            self.say(describe_account(email))

    def do(self, step, result):
        """Do a step, which returns whether there was something to do; tell of it then."""
        if step():
            self.say(result)

    def refuse(self, messages):
        """Raise CommandError where the settings have what a server would go wrong with."""
        errors = [message for message in messages if isinstance(message, Error)]
        if errors:
            raise CommandError("Nothing was done.\n" + "\n".join(map(describe, errors)))

    def report(self, messages):
        """Tell what is still missing. Raises CommandError for what the site does not work with."""
        for message in messages:
            self.stderr.write(describe(message))
        if any(isinstance(message, Error) for message in messages):
            raise CommandError("The site is not ready: see above.")
        self.say("The site is ready." if not messages else "The site is ready, but see above.")

    def say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()


def find_wrong(databases=None):
    """Return the messages of Django's checks and ours, but for those that the settings silence."""
    found = run_checks(include_deployment_checks=True, databases=databases)
    return [message for message in found if not message.is_silenced()]


def bring_up_to_date():
    """Migrate the database if it needs that; return whether it did."""
    is_behind = has_migrations_to_come()
    if is_behind:
        call_command("migrate", interactive=False, verbosity=0)
    return is_behind


def collect_static_files():
    """Collect the static files, but in an image, which has them and cannot be changed."""
    if os.access(settings.STATIC_ROOT.parent, os.W_OK):
        call_command("collectstatic", interactive=False, verbosity=0)


def check_email(email):
    """Raise CommandError for what is no address of email."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(f"“{email}” is no email address.") from error


def describe_account(email):
    """Return in words how somebody comes in for the first time."""
    try:
        link = make_first_account(email)
    except AccountError as error:
        return str(error)
    days = settings.INVITATION_DAYS
    return f"{email} chooses a password within {days} days at:\n  {link}"


def describe(message):
    """Return in words what a check found, and what to do."""
    hint = f" {message.hint}" if message.hint else ""
    return f"{message.msg}{hint} ({message.id})"
