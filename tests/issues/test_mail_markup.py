"""The HTML of our mails, as programs check it: for people who have it read aloud, and for Word."""

import re

import pytest
from django.core.mail import EmailMultiAlternatives
from lxml import etree, html

from issues.mail import render
from newsletter.mails import build_message
from newsletter.words import Mail
from tests.factories import LibraryImageFactory, NewsletterPageFactory, SubscriberFactory, get_home
from tests.issues.editions import make_edition, make_item

# What finds an offender, by the check of the Email Markup Consortium, Accessibility Report 2026
# (emailmarkup.org/en/reports/accessibility/2026; its numbers), and by those it does not number:
# of 376,348 mails 8 pass. Its seventh, contrast, needs a browser: tests/browser/test_issue_mail.py.
CHECKS = {
    "1: content inside the body is wrapped in a dir": "//body/*[not(@dir)]",
    "2: content inside the body is wrapped in a lang": "//body/*[not(@lang)]",
    "3: tables for layout are presentation": "//table[not(@role='presentation')]",
    "4: there is one level-one heading": "//body[count(.//h1) != 1]",
    "5: links have words": "//a[not(normalize-space())]",
    "6: html has a lang": "//html[not(@lang)]",
    "8: images have a text": "//img[not(@alt)]",
    "9: there is a title": "//html[not(normalize-space(head/title))]",
    # The report, "Government".
    "zooming is left on": "//meta[contains(@content, 'scalable') or contains(@content, 'maximum')]",
    # Report 2025 (emailmarkup.org/en/reports/accessibility/2025).
    "links are told by more than their colour": (
        "//a[not(contains(@style, 'underline')) and not(@class='button-link')]"
    ),
    # Parcel, whose checker the Consortium uses (parcel.io/blog/accessibility-checker-updates):
    # VML has a text, and no links or headings in it. Ours has no VML.
    "there is no VML": "//comment()[contains(., '<v:')]",
    # The first three again for what only Word sees.
    "3, in Word": "//comment()[contains(., '<table') and not(contains(., 'presentation'))]",
}
# 10: link text is descriptive. The checker knows English words only.
EMPTY_WORDS = re.compile(
    r"(click |tap )?here|this|link|more|(read|learn) more|lees (meer|verder)|(klik )?hier|meer"
)
# Microsoft, "Word 2007 HTML and CSS Rendering Capabilities in Outlook 2007", which is what Outlook
# for Windows has done until today (caniemail.com). For the rest Word takes what is in attributes.
EVERYWHERE = re.compile(
    r"(color|font-.+|line-height|text-.+|background-color|border.*|margin.*|mso-.+)"
)
BY_ELEMENT = {
    "table": {"width", "border-collapse"},
    "td": {"padding", "height"},
    "img": {"width", "height"},
}
# What Word leaves out, by what stands for it there.
INSTEAD = {
    # The attribute, and for whole mails the table in a conditional comment.
    "max-width": lambda element: element.get("width"),
    # Of a line that is not to be seen: what only Word knows.
    "display": lambda element: (
        element.tag == "img"
        or "mso-hide" in element.get("style")
        or "mso-padding-alt" in element.getparent().get("style", "")
    ),
    # That of a button is the cell's.
    "padding": lambda element: (
        element.tag in {"ul", "ol", "body"}
        or "mso-padding-alt" in element.getparent().get("style", "")
    ),
    # Tells other programs about dark colours.
    "color-scheme": lambda element: element.tag == "html",
    "supported-color-schemes": lambda element: element.tag == "html",
}


NAMES = ["an issue", "an empty issue", "a test in English", "a confirmation"]


@pytest.fixture(scope="module")
def mails(keep):
    """A mail of each sort as HTML, by its name."""
    with keep():
        NewsletterPageFactory(parent=get_home())
        photo = LibraryImageFactory(file__width=1600, file__height=1000, description="Een tafel")
        empty = make_edition(items=[], opening="", preview_line="", number=None)
        confirmation = build_message(SubscriberFactory(), Mail.CONFIRM, "1")
        mails = [
            render(make_edition(photo)).html,
            render(empty).html,
            render(make_edition(photo, language="en"), test_number=3).html,
            confirmation.alternatives[0].content,
        ]
    return dict(zip(NAMES, mails, strict=True))


@pytest.fixture(params=NAMES)
def document(request, mails):
    return html.document_fromstring(mails[request.param])


class TestMarkup:
    def test_passes_each_check_of_the_consortium(self, document):
        found = {name: document.xpath(path) for name, path in CHECKS.items()}

        assert {name: list(map(etree.tostring, each)) for name, each in found.items() if each} == {}

    def test_has_links_that_say_where_they_lead(self, document):
        words = [" ".join(link.text_content().split()).casefold() for link in document.iter("a")]

        assert [each for each in words if EMPTY_WORDS.fullmatch(each)] == []

    def test_has_no_letters_of_less_than_sixteen_pixels(self, document):
        sizes = {
            int(size)
            for element in document.iter("p", "h1", "h2", "li", "a")
            for size in re.findall(r"font-size:(\d+)px", element.get("style"))
        }

        assert min(sizes) >= 16

    def test_needs_nothing_that_word_does_not_know(self, document):
        unknown = [
            f"{element.tag}: {name}"
            for element in document.iter(etree.Element)
            for name in re.findall(r"(?:^|;)\s*([\w-]+):", element.get("style", ""))
            if not EVERYWHERE.fullmatch(name)
            and name not in BY_ELEMENT.get(element.tag, ())
            and not INSTEAD.get(name, lambda element: False)(element)
        ]

        assert unknown == []
        assert document.xpath("//img[not(@width)] | //table[@class='card' and @width!='600']") == []

    def test_has_headings_in_order(self, document):
        levels = [int(each.tag[1]) for each in document.iter("h1", "h2", "h3", "h4", "h5", "h6")]

        assert levels == sorted(levels)


@pytest.mark.django_db
def test_long_issue_is_not_cut_off_by_gmail(home):
    """Gmail shows about 102 kB of a mail as it comes in, which is more than was written."""
    photo = LibraryImageFactory()
    rendered = render(make_edition(items=[make_item(image=photo) for _number in range(20)]))
    message = EmailMultiAlternatives(rendered.subject, rendered.text)
    message.attach_alternative(rendered.html, "text/html")

    _text, page = message.message().get_payload()

    assert len(page.as_bytes()) < 80_000
