"""The screens for translating, as an editor meets them."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from news.models import NewsPage
from tests.factories import NewsPageFactory, ThemeFactory
from translations.passages import read_passages
from translations.states import State, count_behind, get_state

BOARD = "/admin/translations/"


def get_english(page):
    return page.get_translations().get().specific


def publish_dutch(admin, page, **fields):
    """Publish a Dutch news item through its form; return the page that Wagtail shows next."""
    page = NewsPage.objects.get(pk=page.pk)
    data = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "date": "13-05-2018",
        "body-count": 0,
        "related_news-TOTAL_FORMS": 0,
        "related_news-INITIAL_FORMS": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "action-publish": "1",
    }
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return admin.post(url, data | fields, follow=True)


def get_field(translation, path, name="text"):
    """Return the name that the field of a passage has on the form."""
    (passage,) = [each for each in read_passages(translation) if each.path == path]
    return f"passage-{passage.segment.pk}-{name}"


@pytest.fixture
def short(index):
    """A news item without blocks."""
    return NewsPageFactory(parent=index, title="Keukentafel", summary="Met pannen.")


class TestBoard:
    def test_shows_how_far_each_page_is(self, admin, short, translate):
        translate(short, "summary", publish=False)
        missing = NewsPageFactory(parent=short.get_parent(), title="Stadhuis")

        response = admin.get(BOARD)

        rows = {row.title: (row.state, row.behind) for row in response.context["page"]}
        assert rows[short.title] == (State.IN_PROGRESS, 1)
        assert rows[missing.title] == (State.MISSING, 0)
        assert rows["Home"] == (State.CURRENT, 0)

    def test_puts_the_most_urgent_first(self, admin, short, translate):
        NewsPageFactory(parent=short.get_parent(), title="Stadhuis")
        translate(short)
        publish_dutch(admin, short, summary="Met potten.")

        rows = list(admin.get(BOARD).context["page"])

        assert [row.title for row in rows[:2]] == ["Keukentafel", "Stadhuis"]

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ("state=missing", {"Keukentafel", "Armoede"}),
            ("state=current", {"Home", "Nieuws"}),
            ("age=7", set()),
            ("state=nonsense&kind=x&age=-1&owner=%00&sorting=?", None),
        ],
    )
    def test_filters(self, admin, short, query, titles):
        ThemeFactory(name="Armoede")

        response = admin.get(f"{BOARD}?{query}")

        shown = {row.title for row in response.context["page"]}
        assert shown == titles if titles is not None else len(shown) == 4

    def test_filters_by_kind_and_owner(self, admin, editor, short):
        Page.objects.filter(pk=short.pk).update(owner=editor)
        kind = short.content_type_id

        response = admin.get(f"{BOARD}?kind={kind}&owner={editor.pk}&sorting=changed")

        assert [row.title for row in response.context["page"]] == ["Keukentafel"]

    def test_starts_what_is_chosen_as_drafts(self, admin, short):
        other = NewsPageFactory(parent=short.get_parent(), title="Stadhuis")
        rows = [row.key for row in admin.get(f"{BOARD}?state=missing").context["page"]]

        response = admin.post(f"{BOARD}start/en/", {"rows": rows}, follow=True)

        assertContains(response, "2 vertalingen zijn gestart")
        assert not get_english(short).live
        assert not get_english(other).live

    def test_leads_to_the_editor_of_the_only_one_started(self, admin, short):
        (row,) = admin.get(f"{BOARD}?state=missing").context["page"]

        response = admin.post(f"{BOARD}start/en/", {"rows": [row.key]})

        translation = Translation.objects.get(source__object_id=short.translation_key)
        assertRedirects(response, f"{BOARD}{translation.pk}/")

    @pytest.mark.parametrize("rows", [[], ["1-1"], ["x"], ["999999-1"], ["\0"]])
    def test_says_so_when_nothing_can_be_started(self, admin, short, rows):
        response = admin.post(f"{BOARD}start/en/", {"rows": rows}, follow=True)

        assert response.status_code == 200
        assert len(response.context["messages"]) == 1

    def test_is_on_the_dashboard_with_the_most_urgent(self, admin, short):
        response = admin.get("/admin/")

        assertContains(response, "Meest dringende vertalingen")
        assertContains(response, "Keukentafel")


class TestEditor:
    def test_shows_the_dutch_beside_the_translation(self, admin, short, translate):
        translation = translate(short, "summary", publish=False)

        response = admin.get(f"{BOARD}{translation.pk}/")

        assertContains(response, "Met pannen.")
        assertContains(response, "Nog 1 van de 2 passages te doen.")
        assertNotContains(response, "EN Keukentafel")
        assertContains(admin.get(f"{BOARD}{translation.pk}/?show=all"), "EN Keukentafel")

    def test_opens_where_wagtail_would_edit_the_page(self, admin, short, translate):
        translation = translate(short)
        english = get_english(short)

        response = admin.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))

        assertRedirects(response, f"{BOARD}{translation.pk}/")

    def test_opens_where_wagtail_would_edit_a_theme(self, admin, index, translate):
        theme = ThemeFactory(name="Armoede")
        translation = translate(theme)
        english = theme.get_translations().get()

        response = admin.get(reverse("wagtailsnippets_teams_theme:edit", args=[english.pk]))

        assertRedirects(response, f"{BOARD}{translation.pk}/")

    def test_saves_a_draft(self, admin, short, translate):
        translation = translate(short, "summary", publish=False)
        field = get_field(translation, "summary")

        admin.post(f"{BOARD}{translation.pk}/", {field: "With pans & pots.", "save": "1"})

        english = get_english(short)
        assert english.get_latest_revision_as_object().summary == "With pans & pots."
        assert not english.live
        assert count_behind(translation) == 0

    def test_publishes_when_all_is_translated(self, admin, short, translate):
        translation = translate(short, "summary", publish=False)
        field = get_field(translation, "summary")

        response = admin.post(
            f"{BOARD}{translation.pk}/", {field: "With pans.", "publish": "1"}, follow=True
        )

        assertContains(response, "is gepubliceerd")
        assert get_english(short).live
        assert get_english(short).summary == "With pans."

    def test_asks_before_it_publishes_with_gaps(self, admin, short, translate):
        translation = translate(short, "summary", publish=False)

        response = admin.post(f"{BOARD}{translation.pk}/", {"publish": "1"}, follow=True)

        assertRedirects(response, f"{BOARD}{translation.pk}/publish/")
        assertContains(response, "Samenvatting")
        assertContains(response, "Met pannen.")
        assert not get_english(short).live

    @pytest.mark.parametrize(
        ("choice", "summary", "untranslated"),
        [("show", "Met pannen.", ["summary"]), ("leave_out", "", [])],
    )
    def test_publishes_gaps_as_chosen(self, admin, short, translate, choice, summary, untranslated):
        translation = translate(short, "summary", publish=False)

        admin.post(f"{BOARD}{translation.pk}/publish/", {"gaps": choice})

        assert get_english(short).summary == summary
        assert get_english(short).untranslated == untranslated

    def test_says_what_cannot_be_missing(self, admin, short, translate):
        translation = translate(short, "title", publish=False)

        response = admin.post(f"{BOARD}{translation.pk}/publish/", {"gaps": "show"})

        assertContains(response, "Eerst moet dit veld zijn vertaald: Titel.")

    def test_keeps_what_was_typed_when_markup_does_not_fit(self, admin, item, translate):
        text = item.body[1]
        translation = translate(item, f"body.{text.id}", publish=False)
        first, second = [each for each in read_passages(translation) if text.id in each.path]
        data = {
            f"passage-{first.segment.pk}-text": "We <script>sit</script> together.",
            f"passage-{second.segment.pk}-text": "It <b>starts</b> there.",
        }

        response = admin.post(f"{BOARD}{translation.pk}/", data | {"save": "1"})

        assertContains(response, "We &lt;script&gt;sit&lt;/script&gt; together.")
        assertContains(response, "Laat die tekens staan")
        assert count_behind(translation) == 1

    def test_does_not_lose_a_translation_to_an_empty_field(self, admin, short, translate):
        translation = translate(short)
        field = get_field(translation, "summary")

        response = admin.post(f"{BOARD}{translation.pk}/?show=all", {field: "", "save": "1"})

        assertContains(response, "een lege tekst is niet bewaard")
        assert count_behind(translation) == 0

    def test_lets_a_machine_translate_and_a_person_check(self, admin, short, translate, settings):
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
            "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
        }
        translation = translate(short, "summary", publish=False)
        url = f"{BOARD}{translation.pk}/"

        response = admin.post(url, {"machine": "1"}, follow=True)
        assertContains(response, "Nog nakijken")
        assert count_behind(translation) == 1

        keep, text = (get_field(translation, "summary", name) for name in ["keep", "text"])
        admin.post(url, {keep: "on", text: "pannen. Met", "save": "1"})
        assert count_behind(translation) == 0
        assert get_english(short).get_latest_revision_as_object().summary == "pannen. Met"

    def test_offers_no_machine_unless_the_settings_do(self, admin, short, translate):
        translation = translate(short, "summary", publish=False)

        assertNotContains(admin.get(f"{BOARD}{translation.pk}/"), 'name="machine"')


class TestCatchingUp:
    @pytest.fixture
    def behind(self, admin, short, translate):
        translation = translate(short)
        self.response = publish_dutch(admin, short, summary="Met potten.")
        return Translation.objects.get(pk=translation.pk)

    def test_is_offered_after_the_dutch_is_published(self, behind):
        assertContains(self.response, "loopt nu 1 passage achter")
        assertContains(self.response, f"{BOARD}{behind.pk}/minor/")

    def test_shows_the_difference_and_the_old_translation(self, admin, behind):
        response = admin.get(f"{BOARD}{behind.pk}/")

        html = response.content.decode()
        assert "pannen</del>" in html
        assert "potten</ins>" in html
        assert "EN Met pannen." in html

    def test_keeps_a_translation_that_is_still_right(self, admin, behind):
        keep, text = (get_field(behind, "summary", name) for name in ["keep", "text"])

        admin.post(f"{BOARD}{behind.pk}/", {keep: "on", text: "EN Met pannen.", "save": "1"})

        assert count_behind(behind) == 0

    def test_keeps_nothing_that_nobody_confirmed(self, admin, behind):
        text = get_field(behind, "summary")

        admin.post(f"{BOARD}{behind.pk}/", {text: "EN Met pannen.", "save": "1"})

        assert count_behind(behind) == 1

    def test_takes_one_click_for_a_minor_change(self, admin, behind, short):
        assertContains(admin.get(f"{BOARD}{behind.pk}/minor/"), "EN Met pannen.")

        response = admin.post(f"{BOARD}{behind.pk}/minor/", follow=True)

        assertContains(response, "weer actueel")
        assert get_state(Translation.objects.get(pk=behind.pk)) == State.CURRENT
        assert get_english(short).summary == "EN Met pannen."


class TestFollowing:
    """What Wagtail does to the Dutch page is offered for its translation too."""

    @pytest.fixture
    def translated(self, short, translate):
        translate(short)
        return get_english(short)

    def test_is_offered_when_a_page_is_unpublished(self, admin, short, translated):
        response = admin.post(reverse("wagtailadmin_pages:unpublish", args=[short.pk]), follow=True)

        assertContains(response, reverse("wagtailadmin_pages:unpublish", args=[translated.pk]))
        assert get_english(short).live

    def test_is_offered_when_a_page_is_deleted(self, admin, short, translated):
        response = admin.post(reverse("wagtailadmin_pages:delete", args=[short.pk]), follow=True)

        assertContains(response, reverse("wagtailadmin_pages:delete", args=[translated.pk]))

    def test_is_not_offered_for_the_translation_itself(self, admin, translated):
        response = admin.post(
            reverse("wagtailadmin_pages:unpublish", args=[translated.pk]), follow=True
        )

        assertNotContains(response, "De vertaling in het")


class TestPoFile:
    def test_comes_back_with_translations(self, admin, short, translate):
        translation = translate(short, "summary", publish=False)
        po = polib.pofile(admin.get(f"{BOARD}{translation.pk}/file/").content.decode())
        po.find("Met pannen.").msgstr = "With pans."
        file = SimpleUploadedFile("x.po", str(po).encode())

        admin.post(f"{BOARD}{translation.pk}/file/upload/", {"file": file})

        assert count_behind(translation) == 0

    @pytest.mark.parametrize(
        "content", [b"", b"\0\xff", b"msgid", b'msgid ""\nmsgstr ""\n"X: y\\n"', b"/etc/passwd"]
    )
    def test_that_is_none_changes_nothing(self, admin, short, translate, content):
        translation = translate(short, "summary", publish=False)
        file = SimpleUploadedFile("x.po", content)

        response = admin.post(f"{BOARD}{translation.pk}/file/upload/", {"file": file}, follow=True)

        assert response.status_code == 200
        assert [message.level_tag for message in response.context["messages"]] == ["error"]
        assert StringTranslation.objects.count() > 0
        assert count_behind(translation) == 1
