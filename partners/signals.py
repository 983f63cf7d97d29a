from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.search.backends import get_search_backend

from partners.models import Partner, PartnerIndexPage

__all__ = ["follow_partner"]


@receiver([post_save, post_delete], sender=Partner)
def follow_partner(**kwargs):
    """Index the partners pages again: they are found by the partners that stand on them."""
    for page in PartnerIndexPage.objects.all():
        get_search_backend().add(page)
