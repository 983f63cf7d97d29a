from django.db import models
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, Site
from wagtail.search import index

from agenda.models import MeetingPage
from languages.pages import get_pages_for_visitor
from news.models import NewsPage
from pages.blocks import LinkBlock
from pages.models import BasePage
from pages.parts import PartsPanel
from pages.structured_data import organization, organization_reference
from pages.unfinished import FinishedLater
from teams.models import OpenCall, WorkTeamPage

__all__ = ["FeaturedNews", "HomePage"]

NEWS_ITEMS = 3
MEETINGS = 3


class HomePage(BasePage):
    """The front door, one for each language: who we are, and what goes on."""

    page_description = _("The home page; there is one for each language.")
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "news.NewsIndexPage",
        "publications.PublicationIndexPage",
        "agenda.AgendaIndexPage",
        "newsletter.NewsletterPage",
        "teams.WorkTeamIndexPage",
        "teams.ThemeIndexPage",
        "partners.PartnerIndexPage",
        "pages.StandardPage",
        "contact.ContactPage",
        "pages.AccessibilityStatementPage",
    ]

    heading = models.CharField(
        _("heading"),
        max_length=80,
        help_text=_("The first words a visitor reads. At most eight words work best."),
    )
    buttons = StreamField(
        [("button", LinkBlock())],
        blank=True,
        max_num=2,
        verbose_name=_("buttons"),
        help_text=_("At most two; the first one stands out."),
    )
    newsletter_heading = models.CharField(_("heading"), blank=True, max_length=80)
    newsletter_text = models.CharField(
        _("text"),
        blank=True,
        max_length=200,
        help_text=_("What people get. The form follows by itself."),
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("heading"),
                FieldPanel("summary"),
                FieldPanel("lead_image"),
                FieldPanel("buttons"),
            ],
            heading=_("Opening words"),
        ),
        PartsPanel(
            "featured_news",
            heading=_("Featured news"),
            label=_("news item"),
            max_num=NEWS_ITEMS,
            help_text=_(
                "Your choice comes first, as long as you say. The latest news always has a place:"
                " when you choose three others, it takes the third."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("newsletter_heading"), FieldPanel("newsletter_text")],
            heading=_("Newsletter"),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("heading")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_head_title(self):
        """Return the heading: "Home" says nothing in a search engine or a shared link."""
        return self.get_translated("seo_title") or self.heading

    def get_structured_data(self, request):
        website = {
            "@type": "WebSite",
            "name": Site.find_for_request(request).site_name,
            "url": self.full_url,
            "inLanguage": get_language(),
            "publisher": organization_reference(request),
        }
        return [website, organization(request)]

    def get_context(self, request, *args, **kwargs):
        """Add the buttons, meetings, news, work teams and open calls of this language as lists.

        They are asked for by the parts of the page that show them, and not while these are kept.
        """
        context = super().get_context(request, *args, **kwargs)
        teams = SimpleLazyObject(self.get_teams)
        context["buttons"] = SimpleLazyObject(self.get_buttons)
        context["news"] = SimpleLazyObject(self.get_news)
        context["meetings"] = SimpleLazyObject(self.get_meetings)
        context["teams"] = teams
        context["open_calls"] = SimpleLazyObject(lambda: self.get_open_calls(list(teams)))
        return context

    def get_meetings(self):
        """Return the three published meetings that come first."""
        meetings = MeetingPage.objects.descendant_of(self).published().coming()
        return list(meetings.for_rows()[:MEETINGS])

    def get_teams(self):
        """Return the published work teams of this language."""
        return list(WorkTeamPage.objects.descendant_of(self).published().for_cards())

    def get_open_calls(self, teams):
        """Return the calls of some work teams that people can respond to today."""
        calls = OpenCall.objects.open().filter(team__in=teams)
        return list(calls.select_related("team", "municipality").prefetch_related("roles"))

    def get_buttons(self):
        """Return a list of (button, the page to lead a visitor to or None)."""
        buttons = [(button, button.value["page"]) for button in self.buttons]
        ids = [page.pk for _button, page in buttons if page]
        targets = get_pages_for_visitor(ids, with_private=True)
        return [(button, page and targets.get(page.pk)) for button, page in buttons]

    def get_news(self):
        """Return three published items: the editor's choice, then the latest.

        What was chosen and is not in this language makes room for the next, and the latest of all
        has a place whatever was chosen. `is_featured` says of an item whether it was chosen.
        """
        chosen = self.get_featured_keys()
        items = NewsPage.objects.descendant_of(self).published()
        # One more than is shown: after three that were chosen comes the latest of the others.
        latest = items.newest_first()[: NEWS_ITEMS + 1]
        candidates = items.among(items.filter(translation_key__in=chosen), latest)
        news = list(candidates.for_cards().chosen_first(chosen))
        for item in news:
            item.is_featured = item.translation_key in chosen
        shown, others = news[:NEWS_ITEMS], news[NEWS_ITEMS:]
        newest = max(news, key=lambda item: (item.listed_on, item.pk), default=None)
        if others and all(item.is_featured for item in shown) and others[0] == newest:
            shown[-1] = newest
        return shown

    def get_featured_keys(self):
        """Return the translation keys of the news that is featured today, as a list."""
        today = timezone.localdate()
        featured = self.featured_news.filter(item__isnull=False)
        return [
            key
            for until, key in featured.values_list("until", "item__translation_key")
            if until is None or until >= today
        ][:NEWS_ITEMS]


class FeaturedNews(FinishedLater, Orderable):
    """An editor's choice of news for the home page."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured_news")
    item = models.ForeignKey(
        NewsPage,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("news item"),
    )
    until = models.DateField(
        _("featured until"),
        blank=True,
        null=True,
        help_text=_(
            "The last day that it comes first. Leave empty to feature it until you take it away."
        ),
    )

    panels = [PageChooserPanel("item"), FieldPanel("until")]

    class Meta(Orderable.Meta):
        verbose_name = _("featured news item")
        verbose_name_plural = _("featured news items")
