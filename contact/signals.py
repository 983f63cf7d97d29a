from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.search.backends import get_search_backend

from contact.models import ContactPage
from pages.models import ContactSettings

__all__ = ["follow_contact_details"]


@receiver(post_save, sender=ContactSettings)
def follow_contact_details(instance, **kwargs):
    """Index the contact pages again: they are found by what stands in the settings."""
    for page in ContactPage.objects.descendant_of(instance.site.root_page):
        get_search_backend().add(page)
