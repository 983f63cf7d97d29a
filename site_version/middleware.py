from site_version.version import reading

__all__ = ["ReadingMiddleware"]


class ReadingMiddleware:
    """Has the version read once for a request, when something first asks for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with reading():
            return self.get_response(request)
