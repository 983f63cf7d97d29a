import pytest
from django.urls import reverse
from lxml import html
from wagtail_localize.models import Translation, TranslationSource

from issues.drafts import read_drafts
from issues.editors import show_steps
from translations.progress import get_key
from translations.publishing import start_translation

pytestmark = pytest.mark.django_db


def get_url(issue):
    return reverse("issues:gaps", args=[issue.pk])


def read(response):
    """Return (title, words of the choice that is made, address to translate it) of each gap."""
    gaps = html.fromstring(response.content).xpath("//fieldset[@class='issue-gap']")
    return [
        (
            gap.xpath("normalize-space(legend/text())"),
            gap.xpath("normalize-space(.//label[input[@checked]])"),
            gap.xpath("string(a/@href)"),
        )
        for gap in gaps
    ]


def get_block(issue, place):
    return issue.get_latest_revision_as_object().items[place]


class TestGaps:
    def test_are_what_an_edition_lacks_with_the_way_to_translate_it(self, admin, bilingual):
        ((title, choice, url),) = read(admin.get(get_url(bilingual)))

        assert (title, choice) == ("Buurthuis", "")
        assert url.startswith(reverse("translations:start"))

    def test_lead_to_a_translation_that_was_begun(self, admin, bilingual, buurthuis):
        english = Translation.objects.filter(source__object_id=bilingual.translation_key).get()
        begun = start_translation(buurthuis.specific, english.target_locale)

        assert read(admin.get(get_url(bilingual)))[0][2] == reverse(
            "translations:edit", args=[begun.pk]
        )

    def test_are_decided_once_for_each_item(self, admin, bilingual):
        key = get_block(bilingual, 1).id

        admin.post(get_url(bilingual), {f"choice-{key}": "note"})
        bilingual.refresh_from_db()

        assert read(admin.get(get_url(bilingual)))[0][1].startswith("In het Nederlands laten zien")
        assert [each.title for each in read_drafts(bilingual)[1].edition.items] == [
            "EN Keukentafel",
            "Buurthuis",
            "EN Tot slot",
        ]

    def test_take_no_decision_that_is_none(self, admin, bilingual):
        admin.post(get_url(bilingual), {f"choice-{get_block(bilingual, 1).id}": "sneaky"})

        bilingual.refresh_from_db()
        assert not get_block(bilingual, 1).value["without_translation"]

    def test_can_be_asked_before_the_issue_has_a_subject(self, admin, issue, bilingual):
        issue.subject = ""
        issue.save_revision()

        admin.post(reverse("translations:start"), {"language": "en", "rows": [get_key(issue)]})

        assert "Er is nog geen versie" not in admin.get(get_url(issue)).content.decode()

    def test_are_not_asked_before_there_is_an_edition(self, admin, issue, bilingual):
        response = admin.get(get_url(issue))

        assert read(response) == []
        assert "Er is nog geen versie in het Engels" in response.content.decode()

    def test_are_a_step_above_the_translation_of_an_issue_only(
        self, bilingual, django_assert_num_queries
    ):
        source = TranslationSource.objects.get(object_id=bilingual.translation_key)
        other = TranslationSource.objects.exclude(pk=source.pk).first()

        assert get_url(bilingual) in show_steps(source)
        with django_assert_num_queries(0):
            assert show_steps(other) == ""
