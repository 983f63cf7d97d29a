"""Pages with addresses below their own, such as feeds and files made of what is on them."""

from django.urls import Resolver404
from wagtail.contrib.routable_page.models import RoutablePageMixin

__all__ = ["RoutedPage"]


class RoutedPage(RoutablePageMixin):
    """A page whose methods with `@path` answer below its own address; stands before BasePage."""

    def resolve_subpage(self, path):
        """Return the view below this page; raises Resolver404, as where the page has no address.

        Wagtail's Redirect adds `path` to that of the page, and a page in the bin has none.
        """
        if path != "/" and self.get_url_parts() is None:
            raise Resolver404({"path": path})
        return super().resolve_subpage(path)

    def serve_preview(self, request, mode_name):
        """Return the preview that was asked for, as other pages do: Wagtail's mixin has but one."""
        return super(RoutablePageMixin, self).serve_preview(request, mode_name)
