from contextlib import ExitStack

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from demo.site import DemoSite
from home.models import HomePage


class Command(BaseCommand):
    help = "Fill an empty site with the Dutch demonstration content."

    def handle(self, **options):
        if HomePage.objects.exists():
            raise CommandError(
                "There is a home page already; the demonstration content is for an empty site."
            )
        with ExitStack() as undo:
            demo = DemoSite(undo)
            with transaction.atomic():
                demo.build()
            # Nothing failed, so the files stay.
            undo.pop_all()
        self.stdout.write(self.style.SUCCESS(f"Made {demo.summary()}."))
