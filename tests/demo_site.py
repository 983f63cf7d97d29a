"""The demonstration site within a test run: made by one set-up, copied, and rendered once."""

import json
import re
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from unittest.mock import patch

import PIL.Image
from django.conf import settings
from django.core import signing
from django.core.exceptions import RequestDataTooBig
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.signals import template_rendered
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import translation
from django.views.defaults import bad_request, permission_denied, server_error
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.snippets.models import get_snippet_models

from accounts.models import User
from bin.models import LeftAddress
from library.models import Image, Rendition
from news.models import NewsPage
from newsletter.forms import AddressForm
from newsletter.links import Purpose, make_token
from newsletter.models.consent import get_email_hmac
from page_cache.away import say_away
from page_cache.store import get_store
from pages.models import ContactSettings
from partners.models import Partner
from sharing.models import SharedDraft
from site_version.version import reading
from submissions.refusals import refuse_large, refuse_origin, refuse_tries
from teams.models import WorkTeamPage
from tests.factories import SubscriberFactory, UserFactory
from tests.installations import copy_content
from tests.run import FOLDER, locked
from tests.search.golden import answer_all

__all__ = ["OUTPUT", "Rendered", "answer_once", "make_demo", "render_once"]

# What is kept for the other processes of a test run.
OUTPUT = FOLDER / "demo-output"
# What `setup` prints of the content that it makes.
CONTENT = re.compile(r"^Loading the example content.*\n((?s:.*))^Email address", re.MULTILINE)
RENDERED, ANSWERS = FOLDER / "rendered.json", FOLDER / "answers.json"
# Answers that need a query, or that there is no page for.
STATES = [
    "/nieuws/?page=2",
    "/nieuws/?year=1999",
    "/werkteams/?municipality=nergens",
    *["/contact/bericht/verstuurd/", "/en/contact/message/sent/"],
    *["/nieuwsbrief/verzonden/", "/en/newsletter/sent/"],
    *["/nieuwsbrief/archief/", "/en/newsletter/archive/"],
    "/zoeken/",
    "/zoeken/?q=werkteam",
    "/zoeken/?q=mantelzrog",
    "/zoeken/?q=xyzzy",
    "/en/search/?q=work+team",
    "/bestaat-niet/",
    "/en/missing/",
    "/en/nieuws/van-leren-naar-doen/",
]
# Sent empty, these say what is missing.
FORMS = ["/contact/bericht/", "/en/contact/message/", "/nieuwsbrief/aanmelden/"]
SOCIAL_LINK = {"name": "LinkedIn", "url": "https://example.org/"}


@dataclass(frozen=True)
class Rendered:
    """One answer of the site: its address and state, what it sent, and the templates it used."""

    name: str
    status: int
    html: str
    templates: list[str] = field(repr=False)


def make_demo():
    """Have the demonstration site of an installation in an empty database, and what it printed.

    What is not of the content goes: the login, and the port.
    """
    uploads = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    printed = copy_content(connection.settings_dict, uploads)
    OUTPUT.write_text(CONTENT.search(printed)[1])
    User.objects.all().delete()
    Site.objects.update(port=80)
    make_images_tiny()


def make_images_tiny():
    """Put a few pixels in the place of each picture: scaling the real ones takes a minute.

    What is ready of the real ones is of other sizes, and its files are not here.
    """
    Rendition.objects.all().delete()
    for image in Image.objects.exclude(file__endswith=".svg"):
        PIL.Image.new("RGB", (16, 10)).save(image.file.path)


def render_once():
    """Return every page and every state of the site as a list of Rendered.

    The database is a copy of the demonstration site, which stays as it is. Of the processes of a
    test run, the first renders.
    """
    look_once()
    return [Rendered(**answer) for answer in json.loads(RENDERED.read_text())]


def answer_once():
    """Return what search answers to the golden set in Dutch, as `tests.search.golden` has it."""
    look_once()
    return json.loads(ANSWERS.read_text())


def look_once():
    """Keep what the site renders and finds, if no process did so before."""
    with locked("rendered"):
        if not RENDERED.exists():
            with transaction.atomic():
                # As in a request: what is kept for visitors is made once.
                with reading():
                    ANSWERS.write_text(json.dumps(answer_all("nl")))
                answers = [
                    *render_for_visitors(),
                    *render_restricted(),
                    *render_shared_and_gone(),
                    *render_feedback(),
                    *render_for_subscribers(),
                    *render_for_staff(),
                    *render_empty_lists(),
                ]
                transaction.set_rollback(True)
            RENDERED.write_text(json.dumps([asdict(answer) for answer in answers]))


def render_for_visitors():
    """Yield every page, the states that an address leads to, and the page for a broken server."""
    visitor = Client()
    pages = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    for address in [*pages, *STATES]:
        yield render(address, lambda address=address: visitor.get(address))
    for address in FORMS:
        yield render(f"{address} with errors", lambda address=address: visitor.post(address))
    with translation.override("nl"):  # as the middleware does for an address without a prefix
        broken = RequestFactory().get("/")
    yield render("server error", lambda: server_error(broken))
    # Kept by a test before, it would not be rendered.
    get_store().forget_all()
    yield render("database away", lambda: say_away(broken))
    yield render("bad request", lambda: bad_request(broken, Exception()))
    yield render("permission denied", lambda: permission_denied(broken, Exception()))
    yield render("form from another site", lambda: refuse_origin(broken))
    yield render("form too long", lambda: refuse_large(take_too_much)(broken))


def render_restricted():
    """Yield a page with a password on it, what a wrong one gives, and many wrong ones."""
    page = Page.objects.get(slug="privacy", locale__language_code="nl")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="sleutel"
    )
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    wrong = {"password": "geraden", "return_url": page.url}
    visitor = Client()
    yield render("page with a password", lambda: visitor.get(page.url))
    yield render("page with a wrong password", lambda: visitor.post(address, wrong))
    restriction.delete()
    with translation.override("nl"):
        yield render("too many tries", lambda: refuse_tries(RequestFactory().get("/"), 600))


def render_shared_and_gone():
    """Yield a draft that is shared, one that no longer is, and a page that somebody deleted."""
    page, visitor = Page.objects.get(slug="privacy", locale__language_code="nl"), Client()
    shared = SharedDraft.share(page, UserFactory(), days=7)
    address = shared.get_absolute_url()
    yield render("shared draft", lambda: visitor.get(address))
    shared.withdraw()
    yield render("shared no longer", lambda: visitor.get(address))
    LeftAddress.objects.create(site=Site.objects.get(), path="/weg")
    yield render("/weg/", lambda: visitor.get("/weg/"))


def render_feedback():
    """Yield what visitors get who say whether a page was useful: once, and once too often."""
    page, visitor = Page.objects.get(slug="privacy", locale__language_code="nl"), Client()
    address = f"/reacties/{page.pk}/"
    yield render("/reacties/ remark", lambda: visitor.get(f"{address}opmerking/"))
    yield render("/reacties/ remark with errors", lambda: visitor.post(f"{address}opmerking/"))
    yield render("/reacties/ sent", lambda: visitor.get(f"{address}verstuurd/"))
    with override_settings(FEEDBACK_LIMITS={"network": (0, 600)}):
        yield render("/reacties/ refused", lambda: visitor.post(address, {"answer": "yes"}))


def take_too_much(request):
    """Do as a view whose visitor sends more than the server takes in."""
    raise RequestDataTooBig


def render_for_subscribers():
    """Yield the pages behind the links in mails of the newsletter.

    Those with one button stand outside the frame of the site, and have no address as their name.
    """
    visitor = Client()
    active = SubscriberFactory(new_email="nieuw@example.org")
    asked = SubscriberFactory(status="pending")
    stopped = SubscriberFactory(status="unsubscribed")
    mark = get_email_hmac(active.new_email)

    def answer(name, method, view, subscriber, purpose, **fields):
        token = make_token(purpose, subscriber, **fields)
        with translation.override("nl"):
            address = reverse(f"newsletter:{view}", args=[token])
        return render(name, lambda: getattr(visitor, method)(address))

    prefix = "/nieuwsbrief"
    yield answer("newsletter: stop", "get", "stop", active, Purpose.STOP)
    yield answer("newsletter: confirm", "get", "confirm", asked, Purpose.CONFIRM)
    yield answer("newsletter: move", "get", "move", active, Purpose.MOVE, new=mark)
    yield answer(f"{prefix}/confirm/ done", "post", "confirm", asked, Purpose.CONFIRM)
    asking = ("mail_preferences", active, Purpose.MAIL_PREFERENCES)
    yield answer("newsletter: mail preferences", "get", *asking)
    yield answer(f"{prefix}/mail-preferences/ done", "post", *asking)
    for status, subscriber in [("stopped", stopped), ("active", active)]:
        purpose = Purpose.PREFERENCES
        yield answer(f"{prefix}/preferences/ {status}", "get", "preferences", subscriber, purpose)
    yield answer(f"{prefix}/stop/ done", "get", "stop", stopped, Purpose.STOP)
    yield answer(f"{prefix}/resume/ done", "post", "resume", stopped, Purpose.STOP)
    moving = {"email": "nieuw@example.org", "stamp": make_old_stamp()}
    token = make_token(Purpose.PREFERENCES, active)
    address = f"{prefix}/keuzes/{token}/adres/"
    yield render(f"{prefix}/address/", lambda: visitor.post(address, moving))
    yield answer(f"{prefix}/move/ done", "post", "move", active, Purpose.MOVE, new=mark)
    yield answer(f"{prefix}/again/", "get", "ask_again", asked, Purpose.ASK_AGAIN)
    for method, name in [("get", "forget"), ("post", "forgotten")]:
        yield answer(f"{prefix}/{name}/", method, "forget", asked, purpose)
    yield answer(f"{prefix}/bad/", "get", "confirm", active, Purpose.STOP)


def make_old_stamp():
    """Return the stamp of a form that was shown a minute ago."""
    now = time.time()
    with patch.object(signing.time, "time", lambda: now - 60):
        return AddressForm.make_stamp()


def render_for_staff():
    """Yield the pattern library, and the previews that are not a page of the site."""
    editor = Client()
    editor.force_login(UserFactory())
    ContactSettings.objects.update(social_links=[("link", SOCIAL_LINK)])
    yield render("/-/components/", lambda: editor.get("/-/components/"))
    for model in [ContactSettings, *get_snippet_models()]:
        thing = model.objects.first()
        yield render(f"preview of a {model.__name__}", thing.make_preview_request)
    yield from render_blocks(editor)


def render_blocks(editor):
    """Yield the preview of one block, as the block picker shows it."""
    stream = NewsPage._meta.get_field("body").stream_block
    block = stream.child_blocks["quote"]
    address = reverse("wagtailadmin_block_preview")
    yield render("preview of a block", lambda: editor.get(address, {"id": block.definition_prefix}))


def render_empty_lists():
    """Yield the lists of a site that has nothing to show in them yet; takes away what there was.

    Visitors see the same as when each page was deleted, which takes eight seconds.
    """
    for model in [NewsPage, WorkTeamPage]:
        model.objects.update(live=False)
    Partner.objects.all().delete()
    visitor = Client()
    for address in ["/", "/nieuws/", "/werkteams/", "/partners/"]:
        yield render(f"{address} without content", lambda address=address: visitor.get(address))


def render(name, get_response):
    """Return what a function answers, with the names of the templates that it took."""
    templates = set()

    def note(template, **kwargs):
        templates.add(template.name)

    template_rendered.connect(note)
    response = get_response()
    template_rendered.disconnect(note)
    return Rendered(
        name=name,
        status=response.status_code,
        html=response.content.decode(),
        templates=sorted(name for name in templates if name),
    )
