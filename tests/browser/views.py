"""The pages that the browser looks at: one for each template, and the states a page can be in.

What a template decides (keyboard, size of text, print, forced colours) is tried on one view of it;
what may be wrong with any content (axe, weight, words) on every view. A view of a new template gets
`is_model=True`.
"""

from dataclasses import dataclass

__all__ = ["DESKTOP", "MODELS", "PHONE", "PUBLIC_VIEWS", "VIEWS", "View"]

PHONE = {"width": 412, "height": 915}
DESKTOP = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class View:
    """A page in one state; `name` names it in test results and as a screenshot."""

    name: str
    # May have the name of a link of the newsletter in it, for example "/{stop}/", for its token.
    path: str
    status: int = 200
    # What has to be opened first, by its words.
    opens: str = ""
    # The button of a form that is pressed first, by its words: the answer is what is looked at.
    sends: str = ""
    # A table without which this page fails, and no other does.
    breaks: str = ""
    is_public: bool = True
    # The one view on which is tried what its template decides.
    is_model: bool = False

    def __str__(self):
        return self.name


VIEWS = [
    View("home", "/", is_model=True),
    View("home-menu-open", "/", opens="Menu", is_model=True),
    View("news", "/nieuws/", is_model=True),
    View("news-second-page", "/nieuws/?page=2"),
    View("news-filter-error", "/nieuws/?year=1999"),
    View("news-no-results", "/nieuws/?year=2016&theme=ontmoeting"),
    View("news-item", "/nieuws/burgerkracht-als-doorzettingskracht/", is_model=True),
    View("publications", "/publicaties/", is_model=True),
    View("publications-filtered", "/publicaties/?kind=report&year=2018"),
    View("publication", "/publicaties/wat-moeilijk-bleef/", is_model=True),
    View("english-publication", "/en/publications/at-the-kitchen-table/"),
    View("agenda", "/agenda/", is_model=True),
    View("agenda-filtered", "/agenda/?theme=huisuitzetting"),
    View("meeting", "/agenda/keukentafelgesprek-zorgen-en-samen-wonen/", is_model=True),
    View("meeting-cancelled", "/agenda/leeskring-over-huisuitzetting/"),
    View("meeting-moved", "/agenda/maak-kennis-met-werkteam-3/"),
    View("meeting-report", "/agenda/oefenen-met-een-keukentafelgesprek/"),
    View("work-teams", "/werkteams/", is_model=True),
    View("work-team", "/werkteams/samenspel-formeel-en-informeel/", is_model=True),
    View("partners", "/partners/", is_model=True),
    View("about", "/over-ons/"),
    View("blocks", "/over-ons/voorbeelden-van-blokken/", is_model=True),
    View("contact", "/contact/"),
    View("contact-errors", "/contact/", sends="Verstuur het bericht", is_model=True),
    View("route", "/contact/route/", is_model=True),
    View("newsletter", "/nieuwsbrief/"),
    View("newsletter-errors", "/nieuwsbrief/", sends="Meld mij aan"),
    View("newsletter-confirm", "/nieuwsbrief/bevestigen/{confirm}/", is_model=True),
    View("newsletter-mail-preferences", "/nieuwsbrief/keuzes-per-mail/{mail_preferences}/"),
    View(
        "newsletter-preferences-sent",
        "/nieuwsbrief/keuzes-per-mail/{mail_preferences}/",
        sends="Mail mij de link",
    ),
    View("newsletter-preferences", "/nieuwsbrief/keuzes/{preferences}/", is_model=True),
    View("accessibility", "/toegankelijkheid/", is_model=True),
    View("privacy", "/privacy/"),
    View("search-results", "/zoeken/?q=werkteam&kind=news", is_model=True),
    View("search-correction", "/zoeken/?q=mantelzrog"),
    View("search-no-results", "/zoeken/?q=xyzzy"),
    View("not-found", "/bestaat-niet/", status=404, is_model=True),
    View(
        "server-error",
        "/contact/?not-kept=1",
        status=500,
        breaks="contact_contactpage",
        is_model=True,
    ),
    View("english-home", "/en/"),
    View("english-news-item", "/en/news/citizen-power-is-staying-power/"),
    View("english-meeting", "/en/meetings/questions-online-taking-part-in-a-work-team/"),
    View("english-work-team", "/en/work-teams/formal-and-informal-working-together/"),
    View("english-contact-sent", "/en/contact/message/sent/"),
    View("english-not-translated", "/en/nieuws/van-leren-naar-doen/", status=404),
    View("not-translated", "/nieuws/van-leren-naar-doen/"),
    View("components", "/-/components/", is_public=False, is_model=True),
]
PUBLIC_VIEWS = [view for view in VIEWS if view.is_public]
MODELS = [view for view in VIEWS if view.is_model]
