import dns.exception
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from production.mail_looks import has_mail_server, list_looks


class Command(BaseCommand):
    help = "Say whether mail will arrive, and what to ask whom; sends nothing."

    def handle(self, **options):
        """Say how each thing is. Raises CommandError unless all is well."""
        if not has_mail_server():
            raise CommandError("Mails stay on this machine: there is no mail server to try.")
        try:
            looks = list_looks()
        except dns.exception.DNSException as error:
            raise CommandError(f"{settings.MAIL_RESOLVER} of MAIL_RESOLVER: {error}") from error
        for look in looks:
            self.stdout.write(f"{'well ' if look.is_well else 'WRONG'} {look.subject}: {look.text}")
        if not settings.MAIL_RESOLVER:
            self.stdout.write("SPF, DKIM, DMARC and reverse name: not looked up (MAIL_RESOLVER).")
        if not all(look.is_well for look in looks):
            raise CommandError("Some mail will not arrive: see above.")
