from django.db import connection

from installation.command import InstallationCommand
from installation.embedded.server import running
from installation.site import set_up


class Command(InstallationCommand):
    help = "Make the site on this machine ready to be served; what is there already stays as it is."

    def handle(self, **options):
        """Bring database, static files, content and login to where `serve` can start."""
        with running(connection.settings_dict):
            set_up(self.say)
