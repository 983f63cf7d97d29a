from django.core.management.base import BaseCommand, CommandError

from accounts.mails import mail_notice
from accounts.models import User
from accounts.second_factor.logins import forget_factors


class Command(BaseCommand):
    help = (
        "Take away the passkeys, app and recovery codes of somebody who lost them. They sign in "
        "with their password alone, and are asked for a new second factor."
    )

    def add_arguments(self, parser):
        parser.add_argument("address", help="the email address that they sign in with")

    def handle(self, *args, address, **options):
        user = User.objects.filter(email__iexact=address).first()
        if user is None:
            raise CommandError(f"Nobody signs in with {address}.")
        number = forget_factors(user)
        mail_notice.enqueue(user.pk, "reset")
        self.stdout.write(f"Taken away from {user.email}: {number}. Signed out everywhere.")
