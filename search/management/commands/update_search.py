from django.core.management.base import BaseCommand

from library.models import Document
from search import statistics, vocabulary
from search.models import Word


class Command(BaseCommand):
    help = (
        "Do what search needs every night: count the words of the site anew, read files that were"
        " not read yet, and drop questions that may be kept no longer."
    )

    def handle(self, *, verbosity, **options):
        documents = [each for each in Document.objects.all() if each.text_hash != each.file_hash]
        for document in documents:
            document.save()
        vocabulary.recount()
        dropped = statistics.purge()
        if verbosity:
            self.stdout.write(
                f"{Word.objects.count()} words counted, {len(documents)} files read,"
                f" {dropped} daily counts dropped."
            )
