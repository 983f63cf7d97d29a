"""The list of issues in the menu of the newsletter, for who writes them and for who sends them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from accounts.page_rights import EXPLORING, PagePolicy
from issues.models import IssuePage
from issues.sending import MAY_SEND
from pages.rights import PagesMenuItem
from translations.listings import TranslatedListingView

__all__ = ["IssueListingView", "IssuesMenuItem", "SendingColumn"]


class IssuePolicy(PagePolicy):
    """That of pages, but who sends issues finds each of them, without any right to change it."""

    def user_has_any_permission(self, user, actions):
        may_look = set(actions) == EXPLORING and user.has_perm(MAY_SEND)
        return may_look or super().user_has_any_permission(user, actions)

    def explorable_instances(self, user):
        if user.has_perm(MAY_SEND):
            return self.list_all()
        return super().explorable_instances(user)


class IssuesMenuItem(PagesMenuItem):
    """Leads to the list, and is in the menu of who may open that."""

    def is_shown(self, request):
        return request.user.has_perm(MAY_SEND) or super().is_shown(request)


class SendingColumn(Column):
    """How far an issue is on its way to its readers, and the way to the screen that sends it."""

    cell_template_name = "issues/admin/includes/sending.html"

    def __init__(self):
        super().__init__("mailing", label=_("To subscribers"))


class PlainTitleColumn(Column):
    """The title of an issue without its buttons."""

    def __init__(self):
        super().__init__("title", label=_("Title"), accessor="get_admin_display_title")


class IssueListingView(TranslatedListingView):
    permission_policy = IssuePolicy(IssuePage)

    def setup(self, request, *args, **kwargs):
        """Leave the buttons about pages out for who may do nothing with those."""
        super().setup(request, *args, **kwargs)
        if not PagePolicy(IssuePage).user_has_any_permission(request.user, EXPLORING):
            others = [each for each in self.columns if each.name not in {"bulk_actions", "title"}]
            self.columns = [PlainTitleColumn(), *others]

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).select_related("mailing")
