import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from tests.factories import UserFactory


@pytest.fixture
def writer(home):
    """Somebody who may write pages, and not publish them."""
    writers = Group.objects.create(name="Schrijvers")
    writers.permissions.add(Permission.objects.get(codename="access_admin"))
    rights = Permission.objects.filter(content_type__app_label="wagtailcore")
    for right in rights.filter(codename__in=["add_page", "change_page"]):
        GroupPagePermission.objects.create(group=writers, page=home, permission=right)
    writer = UserFactory()
    writer.is_superuser = False
    writer.save()
    writer.groups.add(writers)
    return writer
