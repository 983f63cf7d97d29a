import dns.exception
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from production.mail_records import get_resolver, look_up
from production.mail_server import look_at_server
from production.one_click import find_one_click


class Command(BaseCommand):
    help = "Say whether mail will arrive, and what to ask whom; sends nothing."

    def handle(self, **options):
        """Say how each thing is. Raises CommandError unless all is well."""
        if not settings.EMAIL_BACKEND.endswith(".smtp.EmailBackend"):
            raise CommandError(
                "Mails leave no machine with these settings: there is no mail server."
            )
        looks = [look_at_server(), find_one_click(), *self.look_up()]
        for look in looks:
            self.stdout.write(f"{'well ' if look.is_well else 'WRONG'} {look.subject}: {look.text}")
        if not all(look.is_well for look in looks):
            raise CommandError("Some mail will not arrive: see above.")

    def look_up(self):
        """Return a Look for each record; none where there is nobody to ask."""
        if not settings.MAIL_RESOLVER:
            self.stdout.write("SPF, DKIM, DMARC and reverse name: not looked up (MAIL_RESOLVER).")
            return []
        try:
            return look_up(get_resolver())
        except dns.exception.DNSException as error:
            raise CommandError(f"{settings.MAIL_RESOLVER} of MAIL_RESOLVER: {error}") from error
