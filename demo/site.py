"""Builds the demonstration site from the texts, and translates it, as editors would."""

from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.files import File
from django.core.files.images import ImageFile
from wagtail.models import Locale, Page, Site
from wagtail.utils.file import hash_filelike

from bin.guards import for_ever
from contact.models import Subject
from glossary.models import Term
from library.file_text import read_document
from library.models import Document, Image, ImageKind, PeopleShown
from newsletter.models import Topic
from pages.models import ContactSettings
from partners.models import Municipality, Partner
from people.models import ContactPerson
from search.models import PinnedPage
from teams.models import Role, Theme
from translations.keeping import measured_once

from . import FOLDER, read_texts
from .english import SiteInEnglish
from .fields import fill
from .indexes import indexing_afterwards
from .issues import add_calls, add_draft, date_translations
from .mailings import add_mailings
from .references import References
from .renditions import PICTURES, take_ready
from .subscribers import add_subscribers

__all__ = ["DemoSite"]

CREDIT = "tekening voor deze site"
SOURCE = "Gemaakt voor deze site"
# How the file of a logo ends, and what its title says about it.
LOGO_GROUNDS = {"": "", "-donker": ", voor een donkere ondergrond"}
SNIPPETS = {
    "municipality": Municipality,
    "person": ContactPerson,
    "theme": Theme,
    "role": Role,
    "topic": Topic,
    "partner": Partner,
    "subject": Subject,
}
PAGE_TEXTS = ["pages", "themes", "teams", "agenda", "publications", "news"]
# What a page cannot be saved without, even before the pages that it points to are there.
NEEDED_AT_ONCE = {"title", "heading", "number"}
NEEDED_AT_ONCE |= {"kind", "authors", "year", "document", "web_address"}
NEEDED_AT_ONCE |= {"subject", "first_published_at"}
HOME = "/"
DEFAULT_PORTS = {"http": 80, "https": 443}


class DemoSite:
    """One build of the site.

    `undo` is an ExitStack; it gets, for each file stored, the call that takes the file away again.
    """

    def __init__(self, undo):
        self.undo = undo
        self.references = References()
        self.pages = {}  # address on the site → page
        self.pictures = 0
        self.texts = read_texts("site")
        texts = [read_texts(name) for name in PAGE_TEXTS]
        self.page_texts = [table for each in texts for table in each["page"]]
        self.later_texts = [table for each in texts for table in each.get("later", [])]
        self.issue_texts = read_texts("issues")
        self.translated_pages = self.subscribers = 0
        self.english = read_texts("pictures/english")

    def build(self):
        """Make everything; the caller sees to the transaction."""
        with indexing_afterwards(), measured_once():
            self.add_content()

    def add_content(self):
        self.add_locales()
        self.add_images()
        self.add_logos()
        self.add_documents()
        self.add_snippets()
        self.remove_welcome_page()
        self.add_drafts()
        self.add_terms()
        self.open_site()
        self.publish_pages(self.page_texts)
        add_calls(self.references)
        self.publish_pages(self.issue_texts["page"])
        english = SiteInEnglish(self.references)
        self.translated_pages = english.make()
        date_translations()
        self.subscribers = add_subscribers()
        english.translate_draft(add_draft(self.issue_texts["draft"], self.references))
        self.publish_pages(self.later_texts)
        english.take_away_dutch()
        self.add_pins(english.locale)
        # Last: the pictures of the mails are files that nothing takes away again.
        add_mailings()

    def summary(self):
        """Return what was made, in words for developers."""
        snippets = sum(len(self.texts[kind]) for kind in [*SNIPPETS, "term"])
        documents = len(self.texts["document"])
        return (
            f"{len(self.pages)} pages, {self.translated_pages} of them in English too,"
            f" {snippets} snippets, {self.pictures} pictures, {documents} documents and"
            f" {self.subscribers} subscribers"
        )

    def add_locales(self):
        for language_code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
            Locale.objects.get_or_create(language_code=language_code)

    def add_images(self):
        for name, table in read_texts("pictures/alt").items():
            path = PICTURES / f"{name}.png"
            picture = self.add_image(name, path, table, self.english["picture"][name])
            for rendition in take_ready(picture, name):
                self.undo_file(rendition.file)

    def add_logos(self):
        """Add two logos of each partner; the alternative text of a logo is the partner's name."""
        for name, partner in self.texts["partner"].items():
            for ending, ground in LOGO_GROUNDS.items():
                table = {"title": f"Logo {partner['name']}{ground}", "alt": partner["name"]}
                path = FOLDER / "logos" / f"{name}{ending}.svg"
                self.add_image(f"{name}{ending}", path, table, table, ImageKind.LOGO)

    def add_image(self, name, path, table, english, kind=ImageKind.PHOTO):
        """Return a picture that is made of a file and a table of the texts."""
        picture = Image(
            title=table["title"],
            kind=kind,
            description=table["alt"],
            credit=CREDIT,
            source=SOURCE,
            people_shown=PeopleShown.NOBODY,
        )
        picture.set_translation("description", "en", english["alt"])
        picture.set_translation("credit", "en", self.english["credit"])
        with path.open("rb") as file:
            self.store(picture, ImageFile(file, name=path.name))
        self.references.add("picture", name, picture)
        self.pictures += 1
        return picture

    def add_documents(self):
        for name, table in self.texts["document"].items():
            document = fill(Document(source=SOURCE), table)
            for field, words in self.english["document"][name].items():
                document.set_translation(field, "en", words)
            path = FOLDER / "documents" / f"{name}.pdf"
            with path.open("rb") as file:
                self.store(document, File(file, name=path.name))
            self.references.add("document", name, document)

    def store(self, item, file):
        """Save a picture or document with its file, and with what Wagtail keeps about files."""
        item.file_size, item.file_hash = file.size, hash_filelike(file)
        item.file.save(file.name, file, save=False)
        self.undo_file(item.file)
        if isinstance(item, Document):
            # Now, so that a site of which no worker has run yet finds its words too.
            fill(item, read_document(item))
        item.save()

    def undo_file(self, file):
        """Have a file that was stored taken away again, if the site is not made after all."""
        self.undo.callback(file.storage.delete, file.name)

    def add_snippets(self):
        for kind, model in SNIPPETS.items():
            for place, (name, table) in enumerate(self.texts[kind].items()):
                snippet = fill(model(), self.references.resolve(table))
                snippet.sort_order = place
                snippet.save()
                self.references.add(kind, name, snippet)

    def remove_welcome_page(self):
        """Delete Wagtail's own first page; its site stays, and leads to the root for now."""
        site = Site.objects.get(is_default_site=True)
        welcome, site.root_page = site.root_page, Page.get_first_root_node()
        site.save()
        with for_ever():
            welcome.delete()

    def add_drafts(self):
        """Put every page in the tree, so that pages can point to each other."""
        root = Page.get_first_root_node()
        for table in [*self.page_texts, *self.issue_texts["page"]]:
            above, slug = split_address(table["address"])
            needed = {name: table[name] for name in NEEDED_AT_ONCE & table.keys()}
            page = apps.get_model(table["type"])(slug=slug, live=False)
            fill(page, self.references.resolve(needed))
            parent = self.pages[above] if above else root
            parent.add_child(instance=page)
            self.pages[table["address"]] = page
            self.references.add("page", table["address"], page)

    def add_terms(self):
        """Add the words with an explanation, some of which lead to a page."""
        for table in self.texts["term"].values():
            fill(Term(), self.references.resolve(table)).save()

    def open_site(self):
        """Let the site lead to the home page, at the address that the settings say."""
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        site = Site.objects.get(is_default_site=True)
        site.hostname = address.hostname
        site.port = address.port or DEFAULT_PORTS[address.scheme]
        site.site_name = settings.WAGTAIL_SITE_NAME
        site.root_page = self.pages[HOME]
        site.save()
        contact = self.references.resolve(self.texts["contact"])
        fill(ContactSettings.for_site(site), contact).save()

    def add_pins(self, other_locale):
        """Let pages go with the words that visitors use for them, in both languages."""
        for table in read_texts("pins").values():
            page = Page.objects.get(pk=self.references.resolve(table["page"]))
            for prefix, each in [("", page), ("english_", page.get_translation(other_locale))]:
                for name in ["question", "longer"]:
                    PinnedPage.objects.create(
                        locale=each.locale,
                        page=each,
                        question=table[f"{prefix}{name}"],
                        in_longer_questions=name == "longer",
                    )

    def publish_pages(self, tables):
        """Fill pages from tables of the texts, and publish them."""
        for table in tables:
            fields = {name: table[name] for name in table.keys() - {"type", "address"}}
            page = fill(self.pages[table["address"]], self.references.resolve(fields))
            if page.first_published_at:
                # It was on the site long ago, which an issue has to be before it is shown.
                page.save(update_fields=["first_published_at"])
            page.save_revision(log_action=True).publish()


def split_address(address):
    """Return the address above and the slug, for example "/contact/" and "route"."""
    if address == HOME:
        return "", "home"
    above, _, slug = address.rstrip("/").rpartition("/")
    return f"{above}/", slug
