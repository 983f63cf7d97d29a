"""The pages that the browser looks at: one for each template, and the states a page can be in."""

from dataclasses import dataclass

__all__ = ["DESKTOP", "PHONE", "PUBLIC_VIEWS", "VIEWS", "View"]

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

    def __str__(self):
        return self.name


VIEWS = [
    View("home", "/"),
    View("home-menu-open", "/", opens="Menu"),
    View("news", "/nieuws/"),
    View("news-second-page", "/nieuws/?page=2"),
    View("news-filter-error", "/nieuws/?year=1999"),
    View("news-no-results", "/nieuws/?year=2016&theme=ontmoeting"),
    View("news-item", "/nieuws/burgerkracht-als-doorzettingskracht/"),
    View("work-teams", "/werkteams/"),
    View("work-team", "/werkteams/samenspel-formeel-en-informeel/"),
    View("partners", "/partners/"),
    View("about", "/over-ons/"),
    View("blocks", "/over-ons/voorbeelden-van-blokken/"),
    View("contact", "/contact/"),
    View("contact-errors", "/contact/", sends="Verstuur het bericht"),
    View("route", "/contact/route/"),
    View("newsletter", "/nieuwsbrief/"),
    View("newsletter-errors", "/nieuwsbrief/", sends="Meld mij aan"),
    View("newsletter-confirm", "/nieuwsbrief/bevestigen/{confirm}/"),
    View("newsletter-mail-preferences", "/nieuwsbrief/keuzes-per-mail/{mail_preferences}/"),
    View(
        "newsletter-preferences-sent",
        "/nieuwsbrief/keuzes-per-mail/{mail_preferences}/",
        sends="Mail mij de link",
    ),
    View("newsletter-preferences", "/nieuwsbrief/keuzes/{preferences}/"),
    View("accessibility", "/toegankelijkheid/"),
    View("privacy", "/privacy/"),
    View("search-results", "/zoeken/?q=werkteam&kind=news"),
    View("search-correction", "/zoeken/?q=mantelzrog"),
    View("search-no-results", "/zoeken/?q=xyzzy"),
    View("not-found", "/bestaat-niet/", status=404),
    View("server-error", "/contact/", status=500, breaks="contact_contactpage"),
    View("english-home", "/en/"),
    View("english-news-item", "/en/news/citizen-power-is-staying-power/"),
    View("english-work-team", "/en/work-teams/formal-and-informal-working-together/"),
    View("english-contact-sent", "/en/contact/message/sent/"),
    View("english-not-translated", "/en/nieuws/van-leren-naar-doen/", status=404),
    View("not-translated", "/nieuws/van-leren-naar-doen/"),
    View("components", "/-/components/", is_public=False),
]
PUBLIC_VIEWS = [view for view in VIEWS if view.is_public]
