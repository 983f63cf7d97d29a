from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from search.checks import check_words
        from search.signals import follow_pages

        checks.register(check_words, checks.Tags.translation)
        follow_pages()
