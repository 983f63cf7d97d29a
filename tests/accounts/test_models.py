import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects
from wagtail.users.models import UserProfile

from accounts.models import User
from tests.factories import PASSWORD, LibraryImageFactory, UserFactory


class TestUser:
    def test_signs_in_by_e_mail_address_in_capitals_or_not(self, client, home):
        UserFactory(email="redactie@example.org")

        response = client.post(
            reverse("wagtailadmin_login"),
            {"username": "Redactie@Example.org", "password": PASSWORD},
        )

        assertRedirects(response, reverse("wagtailadmin_home"), fetch_redirect_response=False)

    def test_has_no_user_name(self):
        assert not any(field.name == "username" for field in User._meta.get_fields())

    def test_shares_no_address_with_another_user(self, db):
        UserFactory(email="redactie@example.org")
        other = User(email="REDACTIE@example.org", first_name="A", last_name="B", password="x")

        with pytest.raises(ValidationError):
            other.full_clean()

    def test_needs_an_address(self, db):
        with pytest.raises(ValueError, match="email"):
            User.objects.create_user("")

    def test_cannot_sign_in_without_a_password(self, db):
        assert not User.objects.create_user("redactie@example.org").has_usable_password()


class TestPortrait:
    def test_is_shown_to_staff_and_to_nobody_else(self, admin, client, editor, home):
        picture = SimpleUploadedFile("ik.png", LibraryImageFactory.build().file.read())
        profile = UserProfile.get_for_user(editor)
        profile.avatar.save("ik.png", picture)

        assertContains(admin.get("/admin/account/"), f'src="{profile.avatar.url}"')
        assert admin.get(profile.avatar.url)["Content-Type"] == "image/png"
        client.logout()
        assert client.get(profile.avatar.url).status_code == 302
