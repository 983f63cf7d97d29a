"""What the first screen of the admin says about pages: to approve, refused, drafts and planned."""

from django.db.models import Exists, IntegerField, OuterRef, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState
from wagtail.permissions import policy_registry

from pages.refusals import list_refused
from pages.states import PageState, get_state, is_planned, is_source, is_under_way

__all__ = ["add_drafts", "add_locked", "add_planned", "add_refused", "add_to_approve"]

# Of each kind; the lists have the rest.
MOST = 5
# What is mine stands above what is of others, and what is planned above drafts.
MINE_PLANNED, MY_DRAFT, PLANNED, DRAFT = 10, 20, 30, 40


def add_to_approve(request, dashboard):
    """Tell somebody what waits for their approval, what has waited longest first."""
    states = TaskState.objects.reviewable_by(request.user)
    states = states.select_related("revision__user").order_by("started_at")[:MOST]
    for state in states.prefetch_related("revision__content_object"):
        if (thing := state.revision.content_object) is None:
            continue
        author = state.revision.user
        dashboard.open("to_do").add(
            _("Approve: %(title)s") % {"title": name(thing)},
            get_edit_url(thing),
            note=_("by %(name)s") % {"name": author.get_full_name()} if author else "",
            order=20,
        )


def name(thing):
    """Return what staff call a page or snippet."""
    return thing.get_admin_display_title() if isinstance(thing, Page) else str(thing)


def get_edit_url(thing):
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk])


def add_refused(request, dashboard):
    """Tell of the pages whose moment came, and that did not go live."""
    for entry in list_refused(request.user):
        dashboard.open("to_do").add(
            _("Not published by itself: %(title)s")
            % {"title": entry.page.get_admin_display_title()},
            get_edit_url(entry.page),
            note=" ".join(entry.data["reasons"]),
            order=30,
        )


def may_write(user):
    """Return whether there is any page that somebody may write on, or may add one."""
    return policy_registry.get_by_type(Page).user_has_any_permission(
        user, ["add", "change", "publish"]
    )


def get_own_pages(user):
    """Return the pages that somebody may edit, but for translations.

    Those stand on the board, with what they wait for.
    """
    own = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return own.filter(is_source(), depth__gt=1)


def add_planned(request, dashboard):
    """Tell which versions appear by themselves, and when, the soonest first."""
    user = request.user
    if not may_write(user):
        return
    card = dashboard.open("under_way")
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    own = get_own_pages(user).filter(pk=Cast(OuterRef("object_id"), IntegerField()))
    revisions = planned.filter(Exists(own)).order_by("approved_go_live_at")[:MOST]
    moments = {int(each.object_id): each.approved_go_live_at for each in revisions}
    pages = Page.objects.select_related("latest_revision").in_bulk(moments)
    for pk, moment in moments.items():
        page = pages[pk]
        card.add(
            page.get_admin_display_title(),
            get_edit_url(page),
            state=PageState.PLANNED.label,
            note=date_format(timezone.localtime(moment), "l j F Y, H:i"),
            order=MINE_PLANNED if is_by(user, page) else PLANNED,
        )


def is_by(user, page):
    """Return whether somebody made a page or wrote on it last; `get_mine` asks the database."""
    last = page.latest_revision
    return user.pk in {page.owner_id, last and last.user_id}


def get_mine(user):
    """Return the condition for pages that somebody made or wrote on last."""
    return Q(owner=user) | Q(latest_revision__user=user)


def add_drafts(request, dashboard):
    """Tell which drafts there are: of who looks first, and of those the last ones first."""
    user = request.user
    if not may_write(user):
        return
    card = dashboard.open("under_way")
    drafts = (
        get_own_pages(user)
        .filter(is_under_way(), ~is_planned(), expired=False)
        .order_by("-latest_revision_created_at")
        .select_related("latest_revision__user")
        .annotate_approved_schedule()
        .prefetch_workflow_states()
    )
    for page in drafts.filter(get_mine(user))[:MOST]:
        add_draft(card, page, order=MY_DRAFT)
    for page in drafts.exclude(get_mine(user))[:MOST]:
        add_draft(card, page, order=DRAFT, author=get_author(page))


def get_author(page):
    """Return the name of who wrote on a page last, or ""."""
    last = page.latest_revision
    return last.user.get_full_name() if last and last.user else ""


def add_draft(card, page, order, author=""):
    """Add the row of a page that is under way, with its `author` where that is somebody else."""
    card.add(
        page.get_admin_display_title(),
        get_edit_url(page),
        state=get_state(page).label,
        note=_("by %(name)s") % {"name": author} if author else "",
        order=order,
    )


def add_locked(request, dashboard):
    """Tell somebody which pages nobody else can change, because they locked them."""
    locked = Page.objects.filter(locked=True, locked_by=request.user).order_by("-locked_at")
    for page in locked[:MOST]:
        dashboard.open("to_do").add(
            _("Unlock when you are done: %(title)s") % {"title": page.get_admin_display_title()},
            get_edit_url(page),
            order=80,
        )
