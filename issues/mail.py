"""The mail of an issue in one language: HTML and plain text, with the same facts in the same order.

It has no mark of who reads it but for the two addresses that `delivery` fills in: no picture tells
that it was opened, and no link leads past a counter.
"""

from dataclasses import dataclass
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Site

from delivery.renderings import PREFERENCES_URL, STOP_URL, Rendered
from issues.plain_text import make_plain
from library.sizes import RENDITIONS
from newsletter.models import NewsletterPage
from pages.models import ContactSettings
from submissions.mail import inline_styles

__all__ = ["HEAVIEST_PICTURE", "PICTURES", "render"]

# In bytes. A heavier one makes somebody on a train wait.
HEAVIEST_PICTURE = 200_000
# Of what every photo has anyway, the best first, and how many pixels wide it is shown: as the text
# (600, less the edges), and a small one in its place where that is too heavy or not wide enough.
PICTURES = [(RENDITIONS["share"][0], 534), (RENDITIONS["card"][-1], 240)]
# Dense screens have two pixels for each.
DENSITY = 2


@dataclass(frozen=True)
class Picture:
    """A picture in a mail, and the pixels that it takes there."""

    address: str
    width: int
    # A languages.texts.Text or a str.
    alt: object


def render(edition, test_number=None):
    """Return the mail of an Edition as a Rendered.

    `test_number` is that of a test mail, which says so in its subject and at its top, in the
    language of the staff: mail programs put mails with one subject together.
    """
    site = Site.objects.get(is_default_site=True)
    contact = ContactSettings.for_site(site)
    banner = make_banner(test_number) if test_number else ()
    with translation.override(edition.language):
        context = {
            "edition": edition,
            "language": edition.language,
            "banner": banner,
            "opening": complete_links(edition.opening, site),
            "items": [(item, find_picture(item, site)) for item in edition.items],
            "site": site,
            "sender": contact.name or site.site_name,
            "contact": contact,
            "newsletter": NewsletterPage.objects.get_for_visitor(),
            "stop_url": STOP_URL,
            "preferences_url": PREFERENCES_URL,
        }
        html = inline_styles(render_to_string("issues/mail/issue.html", context))
        text = make_plain(render_to_string("issues/mail/issue.txt", context))
    subject = f"[{banner[0]}] {edition.subject}" if banner else edition.subject
    return Rendered(subject=subject, html=html, text=text)


def make_banner(number):
    """Return by what staff know a test mail, in their language: (name, what it is)."""
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Test %(number)s") % {"number": number}
        return name, _("This is a test email. Subscribers do not get it.")


def complete_links(html, site):
    """Return safe HTML with every address in it absolute: a mail has no page that they are on."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a", href=True):
        link["href"] = urljoin(f"{site.root_url}/", link["href"])
    return mark_safe(str(soup))  # noqa: S308 - it was safe


def find_picture(item, site):
    """Return the Picture of an Item, or None where it has none that visitors may see.

    A drawing is none, since Word and Gmail show no SVG, and what is too small for any use neither.
    """
    if item.image is None or item.image.is_withheld or item.image.is_svg():
        return None
    for spec, width in PICTURES:
        rendition = item.image.get_rendition(spec)
        if rendition.width >= DENSITY * width and rendition.file.size <= HEAVIEST_PICTURE:
            return Picture(
                address=urljoin(f"{site.root_url}/", rendition.url),
                width=width,
                alt=item.image.get_alternative_text(),
            )
    return None
