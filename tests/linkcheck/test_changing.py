from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail_localize.models import Translation

from linkcheck.everywhere import MOST_AT_ONCE, change_everywhere
from linkcheck.models import Address, Link
from news.models import NewsIndexPage
from tests.factories import NewsPageFactory, PartnerFactory, StandardPageFactory, UserFactory
from tests.translations.steps import (
    get_dutch,
    get_english,
    make_short,
    publish,
    read_passages,
    translate,
    write,
)
from translations.models import OwnDraft
from translations.own import list_own_places, save_own
from translations.progress import State, get_state

OLD, NEW, OTHER = "https://movisie.example/oud/", "https://movisie.example/nieuw/", "https://a.nl/"
TEXT = f'<p>Lees <a href="{OLD}">het verslag</a> en <a href="{OTHER}">meer</a>.</p>'
TEXT_BLOCK = ("text", TEXT)


def make_item(index):
    """Return a news item with the old address in its text and in a button."""
    link = {"text": "Lees", "page": None, "url": OLD}
    return make(index, TEXT_BLOCK, ("call_to_action", {"title": "Kom", "text": "", "link": link}))


def make_plain(index):
    """Return a news item with the old address in its text."""
    return make(index, TEXT_BLOCK)


def make(index, *body):
    item = NewsPageFactory(parent=index, title="Tafel", summary="Kort.", body=list(body))
    item.save_revision().publish()
    return get_dutch("Tafel")


def replace(new=NEW):
    return change_everywhere(OLD, new, UserFactory())


def read(page):
    """Return all of a page's blocks as they are stored."""
    return str(type(page).objects.get(pk=page.pk).body.get_prep_value())


def read_draft(page):
    return str(page.get_latest_revision_as_object().body.get_prep_value())


@pytest.fixture
def item(index):
    return make_item(index)


@pytest.fixture(scope="class")
def kept_translation(kept_index, keep):
    """The key of the translation of an item, for a class of tests."""
    with keep():
        yield translate(make_item(NewsIndexPage.objects.get(pk=kept_index))).pk


class TestReplacingInBothLanguages:
    @pytest.fixture
    def translation(self, kept_translation, db):
        return Translation.objects.get(pk=kept_translation)

    @pytest.fixture
    def item(self, translation):
        return get_dutch("Tafel")

    def test_changes_both_languages_and_no_word(self, item, translation):
        dutch, english = read(item), read(get_english(item))

        done = replace()

        assert done.changed == 2
        assert not done.refused
        assert read(item) == dutch.replace(OLD, NEW)
        assert read(get_english(item)) == english.replace(OLD, NEW)
        assert get_state(translation) == State.CURRENT
        assert not Address.objects.filter(url=OLD).exists()

    def test_publishes_no_word_that_waits(self, item, translation):
        write(translation, "summary", "Waits.")

        replace()

        english = get_english(item)
        assert english.summary == "EN Kort."
        assert OLD not in read(english)
        publish(translation)
        assert get_english(item).summary == "Waits."
        assert OLD not in read(english)

    def test_changes_what_is_not_translated_yet(self, item, translation):
        """Visitors have the earlier words there, with the earlier link in them."""
        html = TEXT.replace("Lees", "Lees nu")
        page = get_dutch("Tafel")
        page.body[0].value.source = html
        page.save_revision().publish()
        assert get_state(translation) == State.BEHIND

        replace()

        english = read(get_english(item))
        assert "EN Lees" in english
        assert OLD not in english

    def test_changes_what_is_english_only(self, item, translation):
        own = "https://movisie.example/en/"
        places = list_own_places(translation, read_passages(translation))
        path = next(each.path for each in places if each.path.endswith(".url"))
        save_own(translation, {path: own})
        publish(translation)
        assert own in read(get_english(item))

        change_everywhere(own, NEW, UserFactory())

        assert NEW in read(get_english(item))
        assert NEW not in read(item)
        publish(translation)
        assert NEW in read(get_english(item))

    def test_leaves_another_link_in_english(self, item, translation):
        own = "https://movisie.example/en/"
        places = list_own_places(translation, read_passages(translation))
        path = next(each.path for each in places if each.path.endswith(f"'{OLD}'"))
        save_own(translation, {path: own})
        publish(translation)
        assert own in read(get_english(item))

        replace()
        publish(translation)

        assert own in read(get_english(item))
        assert not OwnDraft.objects.exists()


class TestReplacing:
    def test_stands_in_the_history(self, item, editor):
        replace()

        item.refresh_from_db()
        assert item.live_revision == item.latest_revision
        assert item.latest_revision.user is not None
        assert OLD in str(item.revisions.order_by("pk").first().content)

    def test_publishes_no_draft(self, item):
        item.title = "Nog niet"
        item.save_revision()

        replace()

        item.refresh_from_db()
        assert item.title == "Tafel"
        assert item.has_unpublished_changes
        draft = item.get_latest_revision_as_object()
        assert draft.title == "Nog niet"
        assert OLD not in read_draft(item)
        assert OLD not in read(item)

    def test_keeps_a_draft_that_has_the_link_no_more(self, item):
        item.title, item.body = "Nog niet", []
        item.save_revision()

        replace()

        item.refresh_from_db()
        assert item.title == "Tafel"
        assert OLD not in read(item)
        assert item.has_unpublished_changes
        assert item.get_latest_revision_as_object().title == "Nog niet"

    def test_keeps_what_is_planned(self, item):
        item.title, item.go_live_at = "Morgen", timezone.now() + timedelta(days=1)
        item.save_revision().publish()

        replace()

        item.refresh_from_db()
        assert item.live
        planned = item.scheduled_revision
        assert planned.as_object().title == "Morgen"
        assert OLD not in str(planned.content)

    def test_leads_to_a_page_of_ours_by_choice(self, index, item):
        target = make_short(index.pk, title="Doel")

        replace("http://localhost/nieuws/doel/")

        assert f'<a id="{target.pk}" linktype="page">' in read(item)

    def test_changes_an_entry_of_a_list(self):
        partner = PartnerFactory(website=OLD)

        replace()

        partner.refresh_from_db()
        assert partner.website == NEW

    def test_is_refused_where_there_is_no_room_for_it(self):
        partner = PartnerFactory(website=OLD)

        done = replace(f"{NEW}{'a' * 200}")

        ((holder, reason),) = done.refused
        assert holder == partner
        assert "200" in reason
        partner.refresh_from_db()
        assert partner.website == OLD

    def test_leaves_what_waits_for_approval(self, item):
        workflow = Workflow.objects.create(name="Vier ogen")
        task = GroupApprovalTask.objects.create(name="Redactie")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        item.title = "Wacht"
        item.save_revision()
        workflow.start(item, UserFactory())

        done = replace()

        assert done.changed == 0
        ((holder, reason),) = done.refused
        assert holder == item
        assert "goedkeuring" in reason
        assert OLD in read(item)

    def test_does_nothing_for_who_may_not_publish(self, item, django_user_model):
        stranger = django_user_model.objects.create_user(email="a@example.nl", password="x")

        done = change_everywhere(OLD, NEW, stranger)

        assert len(done.refused) == 1
        assert OLD in read(item)

    def test_goes_on_in_the_background(self, home, run_background_tasks):
        for number in range(MOST_AT_ONCE + 3):
            page = StandardPageFactory(parent=home, title=f"Pagina {number}", body=[("text", TEXT)])
            page.save_revision().publish()

        done = replace()
        assert done.changed == MOST_AT_ONCE
        assert done.is_going_on
        run_background_tasks()

        assert not Link.objects.filter(address__url=OLD).exists()


class TestTakingAway:
    def test_leaves_the_words_in_both_languages(self, index):
        item = make_plain(index)
        translation = translate(item)
        assert get_state(translation) == State.CURRENT

        replace("")

        dutch, english = read(item), read(get_english(item))
        assert "Lees het verslag en <a href" in dutch
        assert "EN Lees het verslag en <a href" in english
        assert OTHER in english
        assert OLD not in dutch + english
        assert get_state(translation) == State.CURRENT

    def test_publishes_no_word_that_waits(self, index):
        item = make_plain(index)
        translation = translate(item)
        write(translation, "summary", "Waits.")

        replace("")

        english = get_english(item)
        assert english.summary == "EN Kort."
        assert OLD not in read(english)
        assert "EN Lees het verslag en" in read(english)

    def test_is_refused_where_a_part_needs_its_address(self, item):
        done = replace("")

        ((holder, reason),) = done.refused
        assert holder == item
        assert "Webadres buiten deze site" in reason
        assert OLD in read(item)

    def test_empties_an_address_that_may_be_missing(self):
        partner = PartnerFactory(website=OLD)

        replace("")

        partner.refresh_from_db()
        assert partner.website == ""
