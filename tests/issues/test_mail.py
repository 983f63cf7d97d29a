"""What an issue says as a mail, in HTML and in plain text."""

import re
from email import message_from_bytes, policy

import pytest
from django.core.mail import EmailMultiAlternatives
from lxml import html

from delivery.renderings import PREFERENCES_URL, STOP_URL
from issues import mail
from issues.mail import HEAVIEST_PICTURE, render
from issues.plain_text import LINE, make_plain, read_html
from library.models import PeopleShown
from tests.factories import LibraryImageFactory, NewsletterPageFactory
from tests.issues.editions import make_edition, make_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsletter(home):
    return NewsletterPageFactory(parent=home)


def read(rendered):
    return html.document_fromstring(rendered.html)


class TestRender:
    def test_says_the_same_in_html_and_in_plain_text_in_the_same_order(self, newsletter):
        rendered = render(make_edition())

        document = read(rendered)
        links = [each for each in document.xpath("//a/@href") if each.startswith("http")]
        text = " ".join(rendered.text.casefold().split())
        position = 0
        for words in document.body.xpath(".//h1 | .//h2 | .//p | .//li"):
            for part in filter(str.strip, words.itertext()):
                sought = " ".join(part.casefold().split())
                assert sought in text[position:], sought
                position = text.index(sought, position)
        assert sorted(re.findall(r"http[^\s>]+", rendered.text)) == sorted(links)

    def test_leads_out_to_the_choices_to_the_site_and_to_what_came_before(self, newsletter):
        links = read(render(make_edition())).xpath("//a/@href")

        assert STOP_URL in links
        assert PREFERENCES_URL in links
        assert "http://localhost/nieuwsbrief/wat-een-volle-tafel-oplevert/" in links
        assert "http://localhost/nieuwsbrief/archief/" in links
        assert newsletter.full_url in links

    def test_has_no_link_to_a_page_that_is_not_there(self, home):
        assert "/archief/" not in render(make_edition()).html

    def test_makes_the_links_of_its_texts_whole(self, home):
        assert "http://localhost/agenda/" in read(render(make_edition())).xpath("//a/@href")

    def test_is_in_the_language_of_the_edition(self, english_home):
        rendered = render(make_edition(language="en"))

        document = read(rendered)
        assert document.get("lang") == "en"
        assert "Stop the newsletter" in rendered.text
        dutch = document.xpath("//h2/parent::div/@lang")
        assert dutch == ["nl", "nl", "nl"]

    def test_of_a_test_says_so_to_staff_and_never_has_the_subject_of_another(self, home):
        first, second = (render(make_edition(language="en"), number) for number in (1, 2))

        assert first.subject == "[Proef 1] Wat een volle tafel oplevert"
        assert second.subject == "[Proef 2] Wat een volle tafel oplevert"
        assert "Proef 2. Dit is een proefmail." in second.text
        assert read(second).find_class("banner")[0].get("lang") == "nl"

    def test_escapes_what_is_no_html(self, home):
        item = make_item(title="A & B <b>", summary="1 < 2")

        rendered = render(make_edition(subject="“Ja” & nee", items=[item]))

        assert rendered.subject == "“Ja” & nee"
        assert read(rendered).findtext(".//h1") == "“Ja” & nee"
        assert read(rendered).findtext(".//h2/a") == "A & B <b>"
        assert "A & B <B>" in rendered.text
        assert "1 < 2" in rendered.text

    def test_has_nothing_that_tells_who_reads_it(self, newsletter):
        image = LibraryImageFactory()

        rendered = render(make_edition(image))

        document = read(rendered)
        fetched = document.xpath("//@src | //link/@href | //@background")
        assert all(each.startswith("http://localhost/") for each in fetched)
        assert not any("?" in each for each in [*fetched, *document.xpath("//a/@href")])
        assert document.xpath("//script | //form | //iframe | //object") == []


class TestPicture:
    def get_picture(self, image):
        """Return the picture of the first item of a mail, as an element, or None."""
        return next(iter(read(render(make_edition(image))).find_class("picture")), None)

    def test_is_twice_as_dense_as_it_is_wide_and_a_format_that_all_programs_show(self, home):
        photo = LibraryImageFactory(file__width=1600, file__height=1000, description="Een tafel")

        picture = self.get_picture(photo)

        assert picture.get("width") == "534"
        assert picture.get("src").endswith((".jpg", ".jpeg"))
        assert picture.get("alt") == "Een tafel"
        assert photo.renditions.get(filter_spec__startswith="fill-1200").width >= 2 * 534

    def test_that_is_too_heavy_makes_room_for_a_small_one(self, home, monkeypatch):
        photo = LibraryImageFactory(file__width=1600, file__height=1000)
        heavy = photo.get_rendition(mail.PICTURES[0][0]).file.size
        monkeypatch.setattr(mail, "HEAVIEST_PICTURE", heavy - 1)

        assert HEAVIEST_PICTURE == 200_000
        assert self.get_picture(photo).get("width") == "240"

    @pytest.mark.parametrize(
        "fields", [{"people_shown": PeopleShown.UNKNOWN}, {"file__filename": "x.svg"}]
    )
    def test_that_visitors_may_not_see_or_programs_do_not_show_is_left_out(self, home, fields):
        assert self.get_picture(LibraryImageFactory.build(**fields)) is None

    def test_that_is_too_small_for_a_dense_screen_is_left_out(self, home):
        assert self.get_picture(LibraryImageFactory(file__width=400, file__height=300)) is None

    def test_is_named_in_its_own_language(self, english_home):
        photo = LibraryImageFactory(file__width=600, file__height=400, description="Een tafel")

        rendered = render(make_edition(photo, language="en"))

        assert read(rendered).find_class("picture")[0].get("lang") == "nl"


class TestPlainText:
    def test_has_short_lines_and_whole_addresses(self, newsletter):
        lines = render(make_edition()).text.splitlines()

        assert all(len(line) <= LINE or " " not in line for line in lines)
        assert "\n\n\n\n" not in "\n".join(lines)

    def test_keeps_lists_and_addresses(self):
        text = read_html(
            '<p>Kom  langs.<br/>Wij zijn er.</p><ol><li>Een</li><li>Twee</li></ol><p><a href="https://a.nl/">Lees</a>'
            ' <a href="mailto:x@y.nl">x@y.nl</a></p>'
        )

        assert text == "Kom langs.\nWij zijn er.\n\n1. Een\n2. Twee\n\nLees <https://a.nl/> x@y.nl"

    def test_indents_what_belongs_to_a_mark(self):
        lines = make_plain("- " + "woord " * 20).splitlines()

        assert lines[1].startswith("  woord")


def test_mail_arrives_as_it_was_made(newsletter):
    rendered = render(make_edition())
    message = EmailMultiAlternatives(rendered.subject, rendered.text, to=["lezer@example.org"])
    message.attach_alternative(rendered.html, "text/html")

    arrived = message_from_bytes(message.message().as_bytes(), policy=policy.default)

    assert arrived["Subject"] == rendered.subject
    assert arrived.get_body(("plain",)).get_content() == rendered.text
    assert arrived.get_body(("html",)).get_content().strip() == rendered.html.strip()
