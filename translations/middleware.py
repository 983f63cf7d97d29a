from translations.notes import taking_notes
from translations.offers import offer_to_follow

__all__ = ["OfferMiddleware"]


class OfferMiddleware:
    """Offers, above the next screen, to let translations follow what somebody just did in Dutch."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "POST":
            return self.get_response(request)
        with taking_notes() as notes:
            response = self.get_response(request)
        # A screen that saves by itself while somebody types asks for JSON.
        if notes and response.status_code < 500 and request.accepts("text/html"):
            offer_to_follow(request, notes)
        return response
