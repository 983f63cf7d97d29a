"""What a form has chosen leads to its own form only for who may open that.

The widgets of Wagtail's choosers do not ask who looks at them, so what finds the form does.
"""

from contextvars import ContextVar

from wagtail.admin.admin_url_finder import finder_classes, register_admin_url_finder
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

__all__ = ["WhoLooksMiddleware", "lead_who_may_only"]

# The request that is being answered. Of its user nothing is read before a form is looked for: a
# page of the site has none.
answered = ContextVar("answered", default=None)


class WhoLooksMiddleware:
    """Keeps the request for `ask_who_looks`, until it is answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = answered.set(request)
        try:
            return self.get_response(request)
        finally:
            answered.reset(token)


def lead_who_may_only():
    """Have the form of something found for who looks, where it is not said for whom.

    To be called once everything that can be chosen has registered how its form is found.
    """
    for model in [Page, get_image_model(), get_document_model(), *get_snippet_models()]:
        register_admin_url_finder(model, ask_who_looks(finder_classes.get_by_type(model)))


def ask_who_looks(finder):
    """Return one of Wagtail's classes that find a form, such that it asks for whom it does."""

    class FinderForWhoLooks(finder):
        def __init__(self, user=None):
            request = answered.get()
            super().__init__(user or (request and request.user))

    return FinderForWhoLooks
