from contextlib import contextmanager
from http import HTTPMethod
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.db import models, transaction
from django.dispatch import Signal
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.locks import ScheduledForPublishLock
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    LockableMixin,
    Page,
    PageManager,
    PageViewRestriction,
    Site,
)
from wagtail.search import index
from wagtail.utils.decorators import cached_classmethod
from wagtail_localize.fields import BaseTranslatableField

from accounts.page_rights import PageRights
from languages.cleaning import clean_texts
from languages.querysets import BasePageQuerySet, is_any_page_private
from library.models import Image
from library.renditions import get_renditions
from pages.forms import BasePageForm, PageCopyForm
from pages.outline import read_outline
from pages.planning import PlanPanel
from pages.publishing import check_scheduled, check_shown, note_refusal
from pages.unfinished import FinishedLater
from site_version.version import is_reading

__all__ = ["BasePage", "OpenGraphImage", "page_stored"]

# Sent with the page as `instance`, after it is saved and not only a draft of it. It comes when its
# parts, themes and teams are stored too; Django's own post_save comes before them.
page_stored = Signal()

# What Wagtail saves of a page when a draft of it is kept: visitors find none of it.
OF_DRAFTS = {
    COMMENTS_RELATION_NAME,
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}


@contextmanager
def without_references():
    """Leave the index of references as it is in a `with` block, which may be in another such block.

    That is what Wagtail's own `disable_reference_index_auto_update` cannot be.
    """
    # Where this is, all models have to be there first.
    from wagtail.signal_handlers import reference_index_auto_update_disabled as disabled

    before = getattr(disabled, "value", False)
    disabled.value = True
    try:
        yield
    finally:
        disabled.value = before


class OpenGraphImage(NamedTuple):
    """What somebody sees who gets a link to a page: an absolute address, and the same in words.

    With its size in pixels, an app shows it before it has come (Open Graph, "og:image:width").
    """

    url: str
    alt: str
    width: int = 1200
    height: int = 630


class BasePage(FinishedLater, Page):
    """What every page of the site has; abstract, so each page type has its own table."""

    # A page shows itself and takes nothing in; forms have views of their own.
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    # Whether it comes onto the site with something else, that alone decides when.
    goes_along = False

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=300,
        help_text=_(
            "One or two sentences that say what the page is about. Shown at the top of the page,"
            " in lists and by search engines."
        ),
    )
    lead_image = models.ForeignKey(
        Image,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="+",
        verbose_name=_("lead picture"),
        help_text=_("Shown at the top of the page, in lists and when somebody shares the page."),
    )

    # Filled when a translation is published with gaps: what stands here in the source language,
    # as the name of a field or as "field.id" of a block or a part, so that it can be marked.
    untranslated = models.JSONField(default=list, editable=False)

    objects = PageManager.from_queryset(BasePageQuerySet)()

    base_form_class = BasePageForm
    copy_form_class = PageCopyForm
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("summary"), FieldPanel("lead_image")], heading=_("Opening")),
    ]
    # What an editor needs once a year, below the rest and folded.
    promote_panels = [
        MultiFieldPanel(
            ["slug", "seo_title", "search_description", "show_in_menus"],
            heading=_("For search engines and addresses"),
            classname="collapsed",
        )
    ]
    settings_panels = [PlanPanel(), CommentPanel()]
    # The index is written when all of a page is stored: search/signals.py.
    search_auto_update = False
    search_fields = [*Page.search_fields, index.SearchField("summary", boost=2)]
    # Neither translated nor copied: it is made from the translated title.
    override_translatable_fields = [BaseTranslatableField("slug")]

    preview_modes = [("", _("As visitors see it")), ("outline", _("As it is read aloud"))]

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls):  # noqa: N805 - Wagtail's decorator passes the class
        """Return the panels of the editor: one tab, unless a page type has tabs of its own."""
        handler = getattr(cls, "edit_handler", None)
        if handler is None:
            panels = [*cls.content_panels, *cls.promote_panels]
            tabs = [ObjectList(panels, heading=_("Content")), ObjectList(cls.settings_panels)]
            handler = TabbedInterface(tabs, base_form_class=cls.base_form_class)
        return handler.bind_to_model(cls)

    def get_lock(self):
        """Return the Lock that somebody or a workflow set; none because the page is planned.

        Wagtail closes a planned page to everybody, so that it is clear which version appears. Here
        the editor says that above the form (`pages/admin/plan_line.html`).
        """
        lock = super().get_lock()
        if not isinstance(lock, ScheduledForPublishLock):
            return lock
        task = self.current_workflow_task
        return LockableMixin.get_lock(self) or (task and task.lock_class(self, task))

    def permissions_for_user(self, user):
        return PageRights(user, self)

    def full_clean(self, *args, **kwargs):
        """Clean every text before it is checked: a draft is checked, and kept as no page is."""
        clean_texts(self)
        super().full_clean(*args, **kwargs)

    def save(self, *args, update_fields=None, **kwargs):
        """Save the page; raise PublishingRefusedError if visitors would see what they may not.

        An editor's page keeps a draft every few seconds: nothing of what visitors see, and no link
        from one thing to another, is in what is saved of the page then.
        """
        if update_fields and OF_DRAFTS.issuperset(update_fields):
            with without_references():
                super().save(*args, update_fields=update_fields, **kwargs)
        else:
            self.store(*args, update_fields=update_fields, **kwargs)

    @transaction.atomic
    def store(self, *args, **kwargs):
        """Do as `save` with more than a draft, and send `page_stored`."""
        check_shown(self)
        super().save(*args, **kwargs)
        page_stored.send(type(self), instance=self)

    def publish(self, revision, *args, log_action=True, **kwargs):
        """Publish a Revision, or set its date; raise PublishingRefusedError if it may not go live.

        What its date has come for is not raised but noted: it stays a draft.
        """
        with note_refusal(revision, log_action):
            check_scheduled(revision)
            super().publish(revision, *args, log_action=log_action, **kwargs)

    def get_description(self):
        """Return the text for search engines and shared links, or "".

        What is not in the language of this page is left out: a search result cannot mark it.
        """
        return self.get_translated("search_description") or self.get_translated("summary")

    def get_contact_people(self):
        """Return the people that visitors may ask about this page, as a list."""
        return []

    def get_head_title(self):
        """Return the title for browsers, search engines and shared links."""
        return self.get_translated("seo_title") or self.title

    def is_untranslated(self, field, key=""):
        """Return whether a field, or the part of it with that key, is in the source language."""
        return (f"{field}.{key}" if key else field) in self.untranslated

    def get_translated(self, field):
        """Return the text of a field, or "" when it is not in the language of this page."""
        return "" if self.is_untranslated(field) else getattr(self, field)

    def get_canonical_url(self):
        """Return the one address of this page; an alias is a second address of its source."""
        return (self.alias_of or self).full_url

    def get_view_restrictions(self):
        """Return as a queryset who may see this page, without a query where all may see all."""
        if is_reading() and not is_any_page_private():
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def get_published_children(self):
        """Return the pages right below this one that every visitor may see, in tree order."""
        return BasePageQuerySet(Page).child_of(self).published().order_by("path")

    def get_open_graph_image(self, request):
        """Return the picture that stands for this page, or for the site, as a OpenGraphImage."""
        site = Site.find_for_request(request)
        is_photo = self.lead_image and not self.lead_image.is_svg()
        renditions = get_renditions(self.lead_image, "share") if is_photo else []
        if not renditions:
            return OpenGraphImage(urljoin(site.root_url, static("img/sharing.png")), site.site_name)
        text = self.lead_image.get_text("description")
        return OpenGraphImage(
            urljoin(site.root_url, renditions[0].url),
            ("" if text.lang else text.words) or site.site_name,
            renditions[0].width,
            renditions[0].height,
        )

    def get_structured_data(self, request):
        """Return what this page is in the words of schema.org, as a list of dictionaries."""
        return []

    def serve_preview(self, request, mode_name):
        """Return the page for the editor's preview; its outline is for staff, so in their words."""
        if mode_name != "outline":
            return super().serve_preview(request, mode_name)
        response = super().serve_preview(request, "").render()
        with override(settings.LANGUAGE_CODE):
            outline = read_outline(response.content.decode())
            return render(request, "pages/admin/outline.html", {"page": self, "outline": outline})
