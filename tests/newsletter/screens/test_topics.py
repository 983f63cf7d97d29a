"""The topics that subscribers choose, as staff look after them."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from newsletter.models import Topic
from newsletter.wagtail_hooks import TopicViewSet
from tests.factories import SubscriberFactory, TopicFactory

pytestmark = pytest.mark.django_db


def get_path(view, topic):
    return reverse(TopicViewSet().get_url_name(view), args=[topic.pk])


def delete_in_bulk(topic):
    return f"/admin/bulk/newsletter/topic/delete/?id={topic.pk}"


def delete_alone(topic):
    return get_path("delete", topic)


@pytest.mark.parametrize("get_address", [delete_alone, delete_in_bulk])
class TestDeleting:
    def test_a_chosen_topic_leads_to_closing_it(self, admin_client, home, get_address):
        topic = TopicFactory(name="Bijeenkomsten")
        SubscriberFactory(wants_all=False).topics.add(topic)

        response = admin_client.post(get_address(topic), follow=True)

        assert Topic.objects.filter(pk=topic.pk).exists()
        assert response.redirect_chain == [(get_path("edit", topic), 302)]
        assertContains(response, "Sluit dit onderwerp")

    def test_a_topic_that_nobody_chose_is_possible(self, admin_client, home, get_address):
        topic = TopicFactory()

        admin_client.post(get_address(topic))

        assert not Topic.objects.exists()
