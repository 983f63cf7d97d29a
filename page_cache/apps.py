from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class PageCacheConfig(AppConfig):
    name = "page_cache"

    def ready(self):
        from wagtail.models import Page, PageViewRestriction
        from wagtail.signals import page_unpublished, post_page_move

        from page_cache.withdrawing import forget_pages, forget_when_moved

        page_unpublished.connect(forget_pages)
        post_page_move.connect(forget_when_moved)
        post_delete.connect(forget_pages, sender=Page)
        post_save.connect(forget_pages, sender=PageViewRestriction)
