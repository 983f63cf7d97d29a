import pytest
from django.contrib.messages import get_messages
from pytest_django.asserts import assertContains
from wagtail.models import Site

from pages.models import ContactSettings
from tests.factories import StandardPageFactory

OLD = "010 794 5676"
NEW = "010 111 2233"
PERSON = {"name": "Het secretariaat", "email": "info@example.org", "consent": True}


@pytest.fixture
def contact(home):
    return ContactSettings.objects.create(
        site=Site.objects.get(), telephone=OLD, email="info@example.org"
    )


@pytest.fixture
def save(admin, contact):
    """A function that saves the contact details with changes; returns the messages after it."""

    def save(**changes):
        values = {"telephone": OLD, "email": "info@example.org"}
        values |= {"social_links-count": "0", "footer_pages-count": "0"}
        address = f"/admin/settings/pages/contactsettings/{contact.site_id}/"
        response = admin.post(address, {**values, **changes})
        assert response.status_code == 302, response.context["form"].errors
        return " ".join(str(message) for message in get_messages(response.wsgi_request))

    return save


class TestChangedContactDetails:
    @pytest.mark.parametrize("written", [OLD, "010 - 794 56 76", "+31 10 7945676", "0107945676"])
    def test_tell_where_the_old_number_still_stands(self, home, save, written):
        page = StandardPageFactory(parent=home, body=[("text", f"<p>Bel {written}.</p>")])
        StandardPageFactory(parent=home, title="Zonder", body=[("text", "<p>Bel niet.</p>")])

        told = save(telephone=NEW)

        assert f"{OLD} staat hier nog" in told
        assert f"/admin/pages/{page.pk}/edit/" in told
        assert "Zonder" not in told

    def test_tell_of_people_to_contact(self, home, save):
        block = {"title": "Vragen?", "people": [{**PERSON, "telephone": OLD}]}
        page = StandardPageFactory(parent=home, body=[("contact_person", block)])

        assert page.title in save(telephone=NEW)
        assert page.title in save(telephone=NEW, email="post@example.org")

    def test_tell_nothing_when_nothing_changed(self, home, save):
        StandardPageFactory(parent=home, body=[("text", f"<p>Bel {OLD}.</p>")])

        assert "nog" not in save()
        assert "nog" not in save(telephone="010-7945676")

    def test_are_written_right(self, contact, save):
        save(telephone="010-1112233", postcode="3015cx")

        contact.refresh_from_db()
        assert (contact.telephone, contact.postcode) == (NEW, "3015 CX")

    def test_are_refused_where_one_sees_it(self, admin, contact):
        address = f"/admin/settings/pages/contactsettings/{contact.site_id}/"

        response = admin.post(
            address,
            {"telephone": "via de receptie", "social_links-count": "0", "footer_pages-count": "0"},
        )

        assertContains(response, "Dit is geen telefoonnummer dat te bellen is")
        assertContains(response, 'value="via de receptie"')
