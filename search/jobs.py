"""What search needs every night; none of it is missed at once if it is late."""

from django.db.models import F

from library.models import Document
from search import statistics, vocabulary
from search.health import rebuild_index

__all__ = ["drop_old_questions", "read_missed_files", "recount_words", "write_index_anew"]


def write_index_anew():
    """Have a worker write the index anew and do all that is below, as every night."""
    rebuild_index.enqueue()


def recount_words():
    """Count the words of the site anew, so that no error in the counts stays."""
    vocabulary.recount()


def read_missed_files():
    """Read the files whose text search does not have; return how many there were."""
    missed = Document.objects.exclude(text_hash=F("file_hash"))
    for document in missed:
        document.save()
    return len(missed)


def drop_old_questions():
    """Drop the questions that may be kept no longer; return how many daily counts that were."""
    return statistics.purge()
