"""The screens for one translation, as an editor meets them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from wagtail_localize.models import Translation

from tests.factories import NewsPageFactory, ThemeFactory
from tests.translations.steps import (
    BOARD,
    change,
    get_dutch,
    get_english,
    get_field,
    get_field_of,
    make_item,
    make_short,
    translate,
)
from translations.passages import read_passages
from translations.progress import State, count_behind, get_state

MACHINE = {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}


@pytest.fixture
def dutch(draft):
    """A Dutch news item without blocks, "Keukentafel"."""
    return get_dutch("Keukentafel")


@pytest.fixture
def short(index):
    """Another one, of which no translation was started."""
    return make_short(index.pk, title="Markt")


@pytest.fixture
def url(draft):
    """The address of the editor of `draft`."""
    return f"{BOARD}{draft.pk}/"


class TestEditor:
    def test_shows_the_dutch_beside_the_translation(self, admin, url):
        response = admin.get(url)

        assertContains(response, "Met pannen.")
        assertContains(response, "Nog 1 van de 2 passages te doen.")
        assertNotContains(response, "EN Keukentafel")
        assertContains(admin.get(f"{url}?show=all"), "EN Keukentafel")

    def test_opens_where_wagtail_would_edit_the_page(self, admin, dutch, url):
        response = admin.get(reverse("wagtailadmin_pages:edit", args=[get_english(dutch).pk]))

        assertRedirects(response, url)

    def test_opens_where_wagtail_would_edit_a_theme(self, admin, index):
        theme = ThemeFactory(name="Armoede")
        translation = translate(theme)
        edit = reverse("wagtailsnippets_teams_theme:edit", args=[get_english(theme).pk])

        assertRedirects(admin.get(edit), f"{BOARD}{translation.pk}/")

    def test_saves_a_draft(self, admin, draft, dutch, url):
        field = get_field_of(draft, "summary")

        admin.post(url, {field: "With pans & pots.", "save": "1"})

        english = get_english(dutch)
        assert english.get_latest_revision_as_object().summary == "With pans & pots."
        assert not english.live
        assert count_behind(draft) == 0

    def test_gives_the_draft_its_title_in_the_admin(self, admin, draft, dutch, url):
        field = get_field_of(draft, "title")

        shown = {get_field_of(draft, "title", "shown"): "EN Keukentafel"}
        admin.post(f"{url}?show=all", {field: "Kitchen table", **shown, "save": "1"})

        assert get_english(dutch).get_admin_display_title() == "Kitchen table"

    def test_publishes_when_all_is_translated(self, admin, draft, dutch, url):
        field = get_field_of(draft, "summary")

        response = admin.post(url, {field: "With pans.", "publish": "1"}, follow=True)

        assertContains(response, "is gepubliceerd")
        assert get_english(dutch).live
        assert get_english(dutch).summary == "With pans."

    def test_asks_before_it_publishes_with_gaps(self, admin, dutch, url):
        response = admin.post(url, {"publish": "1"}, follow=True)

        assertRedirects(response, f"{url}publish/")
        assertContains(response, "Samenvatting")
        assertContains(response, "Met pannen.")
        assert not get_english(dutch).live

    @pytest.mark.parametrize(
        ("choice", "summary", "untranslated"),
        [("show", "Met pannen.", ["summary"]), ("leave_out", "", [])],
    )
    def test_publishes_gaps_as_chosen(self, admin, dutch, url, choice, summary, untranslated):
        admin.post(f"{url}publish/", {"gaps": choice})

        assert get_english(dutch).summary == summary
        assert get_english(dutch).untranslated == untranslated

    def test_says_what_cannot_be_missing(self, admin, index):
        translation = translate(make_short(index.pk, title="Stadhuis"), "title", publish=False)

        response = admin.post(f"{BOARD}{translation.pk}/publish/", {"gaps": "show"})

        assertContains(response, "Eerst moet dit veld zijn vertaald: Titel.")

    def test_keeps_what_was_typed_when_markup_does_not_fit(self, admin, index):
        item = make_item(index.pk, title="Tafel")
        text = item.body[1]
        translation = translate(item, f"body.{text.id}", publish=False)
        first, second = [each for each in read_passages(translation) if text.id in each.path]
        data = {
            get_field(first): "We <script>sit</script> together.",
            get_field(second): "It <b>starts</b> there.",
        }

        response = admin.post(f"{BOARD}{translation.pk}/", data | {"save": "1"})

        assertContains(response, "We &lt;script&gt;sit&lt;/script&gt; together.")
        assertContains(response, "Laat die tekens staan")
        assertContains(response, "Nog 1 van de 6 passages te doen.")
        assert count_behind(translation) == 1

    def test_does_not_lose_a_translation_to_an_empty_field(self, admin, draft, url):
        field = get_field_of(draft, "title")

        response = admin.post(f"{url}?show=all", {field: "", "save": "1"})

        assertContains(response, "een lege tekst is niet bewaard")
        assert count_behind(draft) == 1

    def test_saves_words_that_stand_twice_in_a_text(self, admin, index):
        twice = NewsPageFactory(parent=index, title="Twee", body=[("text", "<p>Ja.</p><p>Ja.</p>")])
        translation = translate(twice, "body", publish=False)
        one, other = [each for each in read_passages(translation) if each.path.startswith("body")]

        admin.post(
            f"{BOARD}{translation.pk}/",
            {get_field(one): "Yes.", get_field(other): "Yes.", "publish": "1"},
        )

        assert get_english(twice).body[0].value.source == "<p>Yes.</p><p>Yes.</p>"


class TestSaving:
    def test_and_publishing_reads_the_passages_once_however_many_there_are(self, admin, index):
        counts, reads = [], []
        # The first fills caches.
        for number in [2, 10, 100]:
            translation = self.start(index, number)
            data = {get_field(each): f"EN {each.label}" for each in read_passages(translation)}
            with CaptureQueriesContext(connection) as queries:
                admin.post(f"{BOARD}{translation.pk}/", data | {"publish": "1"})
            counts.append(len(queries))
            # How far the translation is then is counted, without reading them.
            read = 'FROM "wagtail_localize_stringsegment" INNER JOIN'
            reads.append(sum(read in query["sql"] for query in queries))
            assert count_behind(translation) == 0

        assert counts[1] == counts[2]
        assert reads == [1, 1, 1]

    def start(self, index, number):
        """Start a translation with this number of passages; return it."""
        text = "".join(f"<p>Alinea {each} van {number}.</p>" for each in range(number - 1))
        page = NewsPageFactory(parent=index, title=f"Lang {number}", body=[("text", text)])
        return translate(page, "", publish=False)


class TestMachine:
    def test_translates_and_a_person_checks(self, admin, draft, dutch, url, settings):
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = MACHINE

        response = admin.post(url, {"machine": "1"}, follow=True)
        assertContains(response, "Nog nakijken")
        assert count_behind(draft) == 1

        keep, text = (get_field_of(draft, "summary", name) for name in ["keep", "text"])
        admin.post(url, {keep: "on", text: "pannen. Met", "save": "1"})
        assert count_behind(draft) == 0
        assert get_english(dutch).get_latest_revision_as_object().summary == "pannen. Met"

    def test_translates_words_that_stand_twice_in_a_text(self, admin, index, settings):
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = MACHINE
        text = "<p>Ja hoor.</p><p>Ja hoor.</p>"
        twice = NewsPageFactory(parent=index, title="Twee", body=[("text", text)])
        translation = translate(twice, "body", publish=False)

        response = admin.post(f"{BOARD}{translation.pk}/", {"machine": "1"}, follow=True)

        assertContains(response, "hoor. Ja", count=2)

    def test_is_not_offered_unless_the_settings_do(self, admin, url):
        assertNotContains(admin.get(url), 'name="machine"')


class TestCatchingUp:
    @pytest.fixture(scope="class")
    @classmethod
    def kept_behind(cls, kept_index, kept_draft, keep):
        with keep():
            short = make_short(kept_index, title="Stadhuis")
            translation = translate(short)
            change(short, summary="Met potten.")
            yield translation.pk

    @pytest.fixture
    def behind(self, kept_behind, index):
        """The Translation of "Stadhuis", whose summary changed in Dutch."""
        return Translation.objects.get(pk=kept_behind)

    @pytest.fixture
    def behind_url(self, behind):
        return f"{BOARD}{behind.pk}/"

    def test_is_offered_after_the_dutch_is_published(self, admin, behind, behind_url):
        page = get_dutch("Stadhuis")
        data = {
            "title": page.title,
            "slug": page.slug,
            "summary": "Met potten en pannen.",
            "date": "13-05-2018",
            "body-count": 0,
            "related_news-TOTAL_FORMS": 0,
            "related_news-INITIAL_FORMS": 0,
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "action-publish": "1",
        }

        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        response = admin.post(url, data, follow=True)

        assertContains(response, "loopt nu 1 passage achter")
        assertContains(response, f"{behind_url}minor/")

    def test_shows_the_difference_and_the_old_translation(self, admin, behind_url):
        html = admin.get(behind_url).content.decode()

        assert "pannen</del>" in html
        assert "potten</ins>" in html
        assert "EN Met pannen." in html

    def test_keeps_a_translation_that_is_still_right(self, admin, behind, behind_url):
        keep, text = (get_field_of(behind, "summary", name) for name in ["keep", "text"])

        admin.post(behind_url, {keep: "on", text: "EN Met pannen.", "save": "1"})

        assert count_behind(behind) == 0

    def test_keeps_nothing_that_nobody_confirmed(self, admin, behind, behind_url):
        text = get_field_of(behind, "summary")

        admin.post(behind_url, {text: "EN Met pannen.", "save": "1"})

        assert count_behind(behind) == 1

    def test_takes_one_click_for_a_minor_change(self, admin, behind, behind_url):
        assertContains(admin.get(f"{behind_url}minor/"), "EN Met pannen.")

        shown = {get_field_of(behind, "summary", "shown"): "EN Met pannen."}
        response = admin.post(f"{behind_url}minor/", shown, follow=True)

        assertContains(response, "weer actueel")
        assert get_state(behind) == State.CURRENT
        assert get_english(get_dutch("Stadhuis")).summary == "EN Met pannen."

    def test_shows_signs_as_people_read_them(self, admin, index):
        short = make_short(index.pk, title="Markt", summary="Pannen & potten.")
        translation = translate(short)
        change(short, summary="Pannen & <kleden>.")

        for screen in ["", "minor/"]:
            response = admin.get(f"{BOARD}{translation.pk}/{screen}")

            assertContains(response, "potten</del>")
            assertContains(response, "&lt;kleden&gt;</ins>")
            assertContains(response, "EN Pannen &amp; potten.")
            assertNotContains(response, "&amp;amp;")


class TestFollowing:
    """What Wagtail does to the Dutch page is offered for its translation too."""

    def test_is_offered_when_a_page_is_unpublished(self, admin, short):
        translate(short)
        unpublish = "wagtailadmin_pages:unpublish"

        response = admin.post(reverse(unpublish, args=[short.pk]), follow=True)

        assertContains(response, reverse(unpublish, args=[get_english(short).pk]))
        assert get_english(short).live

    def test_is_asked_before_a_page_is_deleted(self, admin, dutch):
        screen = admin.get(reverse("wagtailadmin_pages:delete", args=[dutch.pk]))

        assertContains(screen, f"Ook de pagina in het Engels: “{get_english(dutch).title}”")

    def test_is_not_offered_for_the_translation_itself(self, admin, short):
        translate(short)
        english = get_english(short)

        response = admin.post(
            reverse("wagtailadmin_pages:unpublish", args=[english.pk]), follow=True
        )

        assertNotContains(response, "De vertaling in het")
