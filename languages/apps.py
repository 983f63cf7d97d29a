from django.apps import AppConfig
from django.db.models.signals import pre_save


class LanguagesConfig(AppConfig):
    name = "languages"

    def ready(self):
        from languages.cleaning import clean_model

        pre_save.connect(clean_model, dispatch_uid="languages.cleaning")
