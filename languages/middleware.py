"""The language of a request is that of its address, and of nothing else."""

from django.conf import settings
from django.utils import translation

__all__ = ["AddressLanguageMiddleware"]


class AddressLanguageMiddleware:
    """Activates the language of the address: Dutch at /, and another under its own prefix.

    Django's LocaleMiddleware would do the same here, but says in Vary that Accept-Language counts,
    so that a shared cache keeps a copy of each page for every browser setting there is.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response
