from django.utils.translation import gettext_lazy as _

from background.words import in_words
from word_files.models import SentFile

__all__ = ["delete_outdated_files"]


@in_words(_("Delete Word files of which nobody made a draft"))
def delete_outdated_files():
    """Delete the files that were sent a day ago and became no draft."""
    SentFile.objects.outdated().delete()
