from django.core.management.base import BaseCommand

from search import jobs
from search.models import Word


class Command(BaseCommand):
    help = (
        "Do what search needs every night: read files that were not read yet, count the words of"
        " the site anew, and drop questions that may be kept no longer."
    )

    def handle(self, *, verbosity, **options):
        read = jobs.read_missed_files()
        jobs.recount_words()
        dropped = jobs.drop_old_questions()
        if verbosity:
            self.stdout.write(
                f"{Word.objects.count()} words counted, {read} files read,"
                f" {dropped} daily counts dropped."
            )
