import shutil

from django.core.management.base import BaseCommand

from demo.renditions import PICTURES, READY, make_ready


class Command(BaseCommand):
    help = "Make the slow sizes of the example pictures anew; for `make renditions`."

    def handle(self, **options):
        """Put them in the place of those that are there."""
        shutil.rmtree(READY, ignore_errors=True)
        for path in sorted(PICTURES.glob("*.png")):
            make_ready(path.stem, READY / path.stem)
