from site_version.version import reading

__all__ = ["ReadingMiddleware"]


class ReadingMiddleware:
    """Has the version read once for a request that only reads.

    One that may change something reads it each time anew, so that nothing of before is taken for
    what is there after.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with reading():
            return self.get_response(request)
