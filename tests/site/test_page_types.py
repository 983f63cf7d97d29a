"""Rules that hold for every page type of the site, also for the ones still to come."""

import pytest
from django.apps import apps
from django.template.loader import get_template
from wagtail.models import Page, get_page_models

from agenda.models import AgendaIndexPage, MeetingPage
from contact.models import ContactPage, RoutePage
from home.models import HomePage
from issues.models import IssuePage
from news.models import NewsIndexPage, NewsPage
from newsletter.models import NewsletterPage
from pages.models import AccessibilityStatementPage, BasePage, StandardPage
from partners.models import PartnerIndexPage
from publications.models import PublicationIndexPage, PublicationPage
from teams.models import ThemeIndexPage, ThemePage, WorkTeamIndexPage, WorkTeamPage

OURS = {
    *["accounts", "agenda", "contact", "home", "issues", "library", "news"],
    *["newsletter", "pages", "partners", "publications", "teams"],
}
PAGE_TYPES = [model for model in get_page_models() if model is not Page]


def test_every_page_type_is_known_here():
    assert set(PAGE_TYPES) == {parent for parent, _ in TREE} | {
        child for _, children in TREE for child in children
    }


# Which pages may be made right below which.
TREE = [
    (
        HomePage,
        {
            AccessibilityStatementPage,
            AgendaIndexPage,
            ContactPage,
            NewsIndexPage,
            NewsletterPage,
            PartnerIndexPage,
            PublicationIndexPage,
            StandardPage,
            ThemeIndexPage,
            WorkTeamIndexPage,
        },
    ),
    (AccessibilityStatementPage, set()),
    (AgendaIndexPage, {MeetingPage}),
    (MeetingPage, set()),
    (ContactPage, {RoutePage}),
    (NewsIndexPage, {NewsPage}),
    (NewsPage, set()),
    (NewsletterPage, {IssuePage}),
    (IssuePage, set()),
    (PartnerIndexPage, set()),
    (PublicationIndexPage, {PublicationPage}),
    (PublicationPage, set()),
    (RoutePage, set()),
    (StandardPage, {StandardPage}),
    (ThemeIndexPage, {ThemePage}),
    (ThemePage, set()),
    (WorkTeamIndexPage, {WorkTeamPage}),
    (WorkTeamPage, set()),
]


@pytest.mark.parametrize(("parent", "children"), TREE)
def test_only_the_right_pages_can_be_made_below(parent, children):
    assert set(parent.allowed_subpage_models()) == children


@pytest.mark.django_db
def test_only_a_home_page_can_be_made_at_the_top():
    assert [model for model in PAGE_TYPES if model.can_create_at(Page(depth=1))] == [HomePage]


@pytest.mark.parametrize("model", PAGE_TYPES)
class TestEveryPageType:
    def test_builds_on_the_base_page(self, model):
        assert issubclass(model, BasePage)

    def test_declares_both_ends_of_the_tree(self, model):
        assert "parent_page_types" in vars(model)
        assert "subpage_types" in vars(model)

    def test_says_what_it_is_for(self, model):
        assert model.get_page_description()

    def test_has_a_template_at_the_default_path(self, model):
        path = f"{model._meta.app_label}/{snake_case(model.__name__)}.html"

        assert model.template == path
        get_template(path)

    def test_finds_its_own_text(self, model):
        own = {field.name for field in model._meta.local_fields if not field.is_relation}
        text = {name for name in own if "Stream" in type(model._meta.get_field(name)).__name__}
        searched = {field.field_name for field in model.search_fields}

        assert text - searched <= {"buttons", "route_planners"}

    @pytest.mark.django_db
    def test_can_be_previewed(self, model):
        assert model().preview_modes


def snake_case(name):
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)[1:]


def test_every_model_of_ours_has_a_name_for_editors():
    ours = [
        model
        for config in apps.get_app_configs()
        if config.name in OURS
        for model in config.get_models()
        if not model._meta.auto_created
    ]

    assert len(ours) > 20
    for model in ours:
        # Django makes a plain str of a class name; a translated name is lazy.
        assert not isinstance(model._meta.verbose_name, str), model
        assert not isinstance(model._meta.verbose_name_plural, str), model
