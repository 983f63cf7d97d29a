import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from contact.models import Subject
from newsletter.models import Topic
from teams.models import Role, Theme
from tests.factories import RoleFactory, SubjectFactory, ThemeFactory, TopicFactory, translate


@pytest.mark.parametrize(
    ("model", "factory"),
    [(Theme, ThemeFactory), (Role, RoleFactory), (Subject, SubjectFactory), (Topic, TopicFactory)],
)
def test_what_is_listed_and_dragged_into_order_is_dutch(admin, english_home, model, factory):
    """An English entry has the order of the Dutch one, and would take it back."""
    dutch = factory()
    english = translate(dutch)
    url = reverse(model.snippet_viewset.get_url_name("list"))

    response = admin.get(url, {"ordering": "sort_order"})

    assertContains(response, "data-w-orderable-url-value")
    assert list(response.context["object_list"]) == [dutch]
    assert list(admin.get(url).context["object_list"]) == [dutch]
    assert list(admin.get(url, {"locale": "en"}).context["object_list"]) == [english]
