"""A translator edits and publishes English, and reaches nothing else, by whatever address."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from accounts.models import User
from sharing.models import SharedDraft
from tests.factories import PASSWORD, HomePageFactory, NewsPageFactory, ThemeFactory
from tests.translations.steps import BOARD, get_english, get_field, translate
from translations.passages import read_passages
from translations.progress import count_behind, get_key
from translations.publishing import start_translation

START = f"{BOARD}start/"


def log_in(client, *groups):
    user = User.objects.create_user("vertaler@example.org", PASSWORD)
    user.groups.set(groups)
    client.force_login(user)
    return user


@pytest.fixture
def translator(index, client):
    """A client of somebody in the group that the first English page made."""
    log_in(client, Group.objects.get(name="Vertaler Engels"))
    return client


@pytest.fixture
def dutch_editor(index, client):
    """A client of somebody who may edit and publish the Dutch pages only."""
    group = Group.objects.create(name="Nederlands")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    dutch_home = Page.objects.get(depth=2, locale__language_code="nl")
    for codename in ["change_page", "publish_page"]:
        GroupPagePermission.objects.create(
            group=group, page=dutch_home, permission=Permission.objects.get(codename=codename)
        )
    log_in(client, group)
    return client


class TestTranslator:
    def test_shares_a_draft_with_somebody_without_an_account(self, translator, item):
        draft = translate(item, "summary", publish=False)
        english = get_english(item)
        url = reverse("sharing_share", args=[english.pk])

        assertContains(translator.get(f"{BOARD}{draft.pk}/"), url)

        translator.post(url, {"days": 7})
        assert SharedDraft.objects.get().page_id == english.pk

    def test_starts_translates_and_publishes(self, translator, item):
        (row,) = translator.get(f"{BOARD}?state=missing").context["object_list"]
        response = translator.post(START, {"rows": [row.key], "language": "en"})
        translation = Translation.objects.get(source__object_id=item.translation_key)
        assertRedirects(response, f"{BOARD}{translation.pk}/")
        data = {get_field(each): f"EN {each.source_text}" for each in read_passages(translation)}

        translator.post(f"{BOARD}{translation.pk}/", data | {"publish": "1"})

        assert get_english(item).live
        assert get_english(item).title == "EN Keukentafel"

    def test_translates_a_theme_without_a_right_on_themes(self, translator, english):
        theme = ThemeFactory(name="Armoede")
        translation = start_translation(theme, english)
        (name,) = read_passages(translation)

        translator.post(
            f"{BOARD}{translation.pk}/",
            {get_field(name): "Poverty", "publish": "1"},
        )

        assert theme.get_translations().get().name == "Poverty"
        url = reverse("wagtailsnippets_teams_theme:edit", args=[theme.pk])
        assert translator.get(url).status_code == 302

    def test_does_not_edit_dutch(self, translator, item):
        response = translator.get(reverse("wagtailadmin_pages:edit", args=[item.pk]))

        assert response.status_code == 302
        assert response.url == "/admin/"

    @pytest.mark.parametrize("live", [True, False])
    def test_reads_no_dutch_draft(self, translator, item, english, live):
        item.live = live
        item.save()
        item.title = "Geheim plan"
        item.save_revision()

        addresses = [
            BOARD,
            "/admin/",
            reverse("wagtailadmin_pages:view_draft", args=[item.pk]),
            reverse("wagtail_localize:submit_page_translation", args=[item.pk]),
            f"{START}?rows={get_key(item)}",
            reverse("wagtailadmin_explore_root"),
        ]

        for address in addresses:
            assertNotContains(
                translator.get(address, follow=True), "Geheim plan", msg_prefix=address
            )

    def test_translates_no_dutch_page_that_is_not_published(self, translator, item):
        item.unpublish()

        translator.post(START, {"rows": [get_key(item)], "language": "en"})
        translator.post(
            reverse("wagtail_localize:submit_page_translation", args=[item.pk]),
            {"language": "en", "locales": [2]},
        )

        assert not item.get_translations().exists()
        assert not TranslationSource.objects.filter(object_id=item.translation_key).exists()

    @pytest.mark.parametrize("change", ["private", "off the site"])
    def test_reads_no_source_that_visitors_read_no_more(self, translator, item, change):
        translation = translate(item)
        screens = [
            f"{BOARD}{translation.pk}/{each}"
            for each in ["?show=all", "file/po/", "publish/", "minor/"]
        ]
        assertContains(translator.get(screens[0]), "Formeel schuift aan.")

        if change == "private":
            PageViewRestriction.objects.create(page=item.get_parent(), restriction_type="login")
        else:
            item.unpublish()

        for screen in screens:
            response = translator.get(screen, follow=True)
            assertNotContains(response, "Formeel schuift aan.", msg_prefix=screen)
            assert response.redirect_chain, screen

    def test_reads_and_translates_no_private_page(self, translator, item):
        PageViewRestriction.objects.create(page=item, restriction_type=PageViewRestriction.LOGIN)

        assertNotContains(translator.get(BOARD), item.title)
        translator.post(START, {"rows": [get_key(item)], "language": "en"})
        assert not item.get_translations().exists()

    def test_cannot_send_things_by_the_addresses_of_wagtail_localize(self, translator, item):
        """With the right to submit, its views copied drafts and published without the right to."""
        Group.objects.get(name="Vertaler Engels").permissions.add(
            Permission.objects.get(codename="submit_translation")
        )
        GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
        translation = translate(item, publish=False)
        source = translation.source

        for name, args in [
            ("update_translations", [source.pk]),
            ("machine_translate", [translation.pk]),
            ("stop_translation", [translation.pk]),
            ("upload_pofile", [translation.pk]),
            ("convert_to_alias", [get_english(item).pk]),
        ]:
            response = translator.post(
                reverse(f"wagtail_localize:{name}", args=args), {"publish_translations": "on"}
            )
            assertRedirects(response, BOARD)

        assert not get_english(item).live
        assert Translation.objects.get(pk=translation.pk).enabled

    def test_does_not_publish_without_the_right_to(self, translator, item):
        GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
        translation = translate(item, publish=False)
        url = f"{BOARD}{translation.pk}/"

        assertNotContains(translator.get(url), 'name="publish"')
        assert translator.post(f"{url}publish/", {"gaps": "show"}).status_code == 403
        assert translator.post(f"{url}minor/").status_code == 302
        translator.post(url, {"publish": "1"})
        assert not get_english(item).live


class TestWriter:
    def test_translates_a_theme_and_does_not_publish_it(self, index, client, english):
        log_in(client, Group.objects.get(name="Meeschrijver"))
        theme = ThemeFactory(name="Armoede")
        translation = start_translation(theme, english)
        (name,) = read_passages(translation)
        address = f"{BOARD}{translation.pk}/"

        client.post(address, {get_field(name): "Poverty", "save": "1"})
        client.post(address, {get_field(name): "Poverty", "publish": "1"})

        assert StringTranslation.objects.filter(data="Poverty").exists()
        assert not theme.get_translations().exists()
        assertNotContains(client.get(address), 'name="publish"')


class TestDutchEditor:
    def test_changes_no_english(self, dutch_editor, item):
        translation = translate(item)
        url = f"{BOARD}{translation.pk}/"
        passage = read_passages(translation)[0]

        for screen in [url, f"{url}file/po/"]:
            assert dutch_editor.get(screen).url == "/admin/"
        for screen, data in [
            (url, {get_field(passage): "Ha", "save": "1"}),
            (f"{url}publish/", {"gaps": "show"}),
        ]:
            assert dutch_editor.post(screen, data).status_code == 403
        assert not StringTranslation.objects.filter(data="Ha").exists()

    def test_sees_how_far_translations_are(self, dutch_editor, item):
        response = dutch_editor.get(BOARD)

        assertContains(response, "Keukentafel")
        assertNotContains(response, "Start vertaling")


class TestVisitor:
    def test_reaches_no_screen(self, client, item):
        translation = translate(item)

        for url in [BOARD, f"{BOARD}{translation.pk}/", f"{BOARD}{translation.pk}/file/po/"]:
            assert client.get(url).url.startswith("/admin/login/")
        assert count_behind(translation) == 0


class TestGroup:
    def test_of_translators_is_made_with_the_first_page_of_a_language(self, index):
        group = Group.objects.get(name="Vertaler Engels")

        granted = group.page_permissions.values_list(
            "page__locale__language_code", "permission__codename"
        )
        assert set(granted) == {("en", "change_page"), ("en", "publish_page")}
        assert [each.codename for each in group.permissions.all()] == ["access_admin"]

    @pytest.mark.parametrize(
        "make",
        [
            lambda home, locale: home.copy_for_translation(locale),
            lambda home, locale: home.copy_for_translation(locale, alias=True),
            lambda home, locale: HomePageFactory(
                parent=home.get_parent(), locale=locale, slug=locale.language_code
            ),
        ],
        ids=["by a copy", "by an alias", "anew"],
    )
    def test_is_made_however_that_page_was_made(self, index, make):
        german = Locale.objects.create(language_code="de")

        home = make(index.get_parent().specific, german)

        (group,) = Group.objects.filter(page_permissions__page=home).distinct()
        assert group.name.startswith("Vertaler ")

    def test_is_not_made_with_any_other_page(self, index, english):
        before = Group.objects.count()

        translate(NewsPageFactory(parent=index, title="Markt"))

        assert Group.objects.count() == before
