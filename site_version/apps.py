from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SiteVersionConfig(AppConfig):
    name = "site_version"

    def ready(self):
        from site_version.triggers import follow_tables

        post_migrate.connect(follow_tables, sender=self)
