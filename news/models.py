from django import forms
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from news.contents import count_items
from news.feeds import AtomNewsFeed, RssNewsFeed
from news.forms import NewsFilterForm
from news.listing import get_listing_day
from news.months import ItemsByMonth, count_by_month
from news.querysets import NewsQuerySet
from pages.blocks import NewsBodyBlock
from pages.models import BasePage
from pages.neighbours import HasNeighbours
from pages.parts import PartsPanel
from pages.routes import RoutedPage
from pages.structured_data import organization_reference, without_empty
from pages.unfinished import FinishedLater
from people.models import HasContactPerson, list_people
from site_version.keeping import Kept
from teams.about import AboutTeams
from teams.forms import AboutPageForm
from teams.models import Theme, WorkTeamPage

__all__ = ["NewsIndexPage", "NewsPage", "RelatedNews"]

ITEMS_PER_PAGE = 12
RELATED_ITEMS = 3

# How many items there are by month, for each choice of filters on a list.
months_kept = Kept(size=300)


class NewsPage(AboutTeams, HasNeighbours, HasContactPerson, BasePage):
    """One news item."""

    page_description = _("One news item, with its own date.")
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []
    listed_by = "listed_on"

    date = models.DateField(
        _("date"),
        default=timezone.localdate,
        db_index=True,
        help_text=_("The date of the news. It may differ from the day you publish it."),
    )
    # Its date; until that day has come, the day on which it was published (`news.listing`). Kept,
    # as no index has an order that changes with the day of today.
    listed_on = models.DateField(_("listed on"), default=timezone.localdate, editable=False)
    body = StreamField(NewsBodyBlock(), blank=True, verbose_name=_("body"))
    themes = ParentalManyToManyField(
        Theme, blank=True, related_name="news_items", verbose_name=_("themes")
    )
    work_teams = ParentalManyToManyField(
        WorkTeamPage, blank=True, related_name="news_items", verbose_name=_("work teams")
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    base_form_class = AboutPageForm
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                FieldPanel("work_teams", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("About"),
        ),
        FieldPanel("contact_person"),
        PartsPanel(
            "related_news",
            heading=_("Related news"),
            label=_("news item"),
            max_num=RELATED_ITEMS,
            help_text=_("Your choice comes first; the site fills up to three by itself."),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("date"),
        index.RelatedFields("themes", [index.SearchField("name")]),
        index.SearchField("get_team_titles"),
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        indexes = [models.Index("listed_on", "page_ptr", name="news_newspage_listed")]

    def save(self, *args, **kwargs):
        self.listed_on = get_listing_day(self.date, self.first_published_at)
        super().save(*args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        """Add the themes, work teams and related items of this item, each as a list.

        They are asked for by the parts of the page that show them, and not while these are kept.
        """
        context = super().get_context(request, *args, **kwargs)
        themes = SimpleLazyObject(lambda: list(self.themes.all()))
        context["themes"] = themes
        context["work_teams"] = SimpleLazyObject(self.get_work_teams)
        context["related_news"] = SimpleLazyObject(lambda: self.get_related_news(list(themes)))
        return context

    def get_contact_people(self):
        """Return the people to ask about this item, else about its teams, else its themes."""
        return list_people(
            [self.contact_person_id],
            self.work_teams.values_list("contact_person", flat=True),
            self.themes.values_list("contact_person", flat=True),
        )

    def get_structured_data(self, request):
        article = {
            "@type": "NewsArticle",
            "headline": self.title,
            "description": self.get_description(),
            "image": self.get_open_graph_image(request).url,
            "datePublished": self.date.isoformat(),
            "dateModified": self.last_published_at and self.last_published_at.isoformat(),
            "inLanguage": get_language(),
            "mainEntityOfPage": self.full_url,
            "author": organization_reference(request),
            "publisher": organization_reference(request),
        }
        return [without_empty(article)]

    def get_related_news(self, themes):
        """Return at most three published items: the editor's choice, then what is nearest.

        Nearest shares most themes and teams; of equals, the one nearest in time wins. What was
        chosen and is not in this language makes room for the next.
        """
        keys = list(
            self.related_news.filter(item__isnull=False).values_list(
                "item__translation_key", flat=True
            )
        )
        work_teams = self.work_teams.values_list("id", flat=True)
        shared = Count("themes", Q(themes__in=themes), distinct=True) + Count(
            "work_teams", Q(work_teams__in=work_teams), distinct=True
        )
        days_apart = Greatest(F("date") - Value(self.date), Value(self.date) - F("date"))
        others = NewsPage.objects.sibling_of(self, inclusive=False).published()
        chosen = others.filter(translation_key__in=keys)
        return list(
            others.among(chosen, *others.nearest(self.date))
            .for_cards()
            .annotate(shared=shared)
            .order_by("-shared", days_apart, "-pk")
            .chosen_first(keys)[:RELATED_ITEMS]
        )


class RelatedNews(FinishedLater, Orderable):
    """An editor's choice of what to read after a news item."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="related_news")
    item = models.ForeignKey(
        NewsPage,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("news item"),
    )

    panels = [PageChooserPanel("item")]

    class Meta(Orderable.Meta):
        verbose_name = _("related news item")
        verbose_name_plural = _("related news items")


class NewsIndexPage(RoutedPage, BasePage):
    """All news, by year and by theme, and as a feed."""

    page_description = _("All news by year and theme, with feeds.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news page")
        verbose_name_plural = _("news pages")

    def get_items(self):
        """Return the published items of this index, the newest first."""
        return NewsPage.objects.child_of(self).published().newest_first()

    def get_context(self, request, *args, **kwargs):
        """Add the filter form and `items`, a page of the paginator, whatever number was asked."""
        context = super().get_context(request, *args, **kwargs)
        form = NewsFilterForm(request.GET, count_items(self))
        found = form.filter(self.get_items())
        months = self.count_by_month(found, form.get_chosen())
        paginator = Paginator(ItemsByMonth(found, months), ITEMS_PER_PAGE)
        context["filter_form"] = form
        context["items"] = paginator.get_page(request.GET.get("page"))
        context["canonical_query"] = form.get_canonical_query(context["items"].number)
        return context

    def count_by_month(self, items, chosen):
        """Return how many of `items`, those that were `chosen` by filters, are in each month."""
        return months_kept.get((self, *chosen.items()), lambda: count_by_month(items))

    @path("feed/atom/", name="atom")
    def serve_atom(self, request):
        return AtomNewsFeed()(request, index=self)

    @path("feed/rss/", name="rss")
    def serve_rss(self, request):
        return RssNewsFeed()(request, index=self)
