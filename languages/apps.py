from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import pre_save


class LanguagesConfig(AppConfig):
    name = "languages"

    def ready(self):
        from languages.checks import check_languages
        from languages.cleaning import clean_model

        checks.register(check_languages, checks.Tags.translation)

        pre_save.connect(clean_model, dispatch_uid="languages.cleaning")
