from django.core.handlers.wsgi import WSGIHandler

from cms.warming import make_pages
from search.models import Question
from tests.factories import StandardPageFactory
from visits.middleware import is_visitor


class Application(WSGIHandler):
    """That of the site, which keeps what it was asked and what it answered."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def get_response(self, request):
        response = super().get_response(request)
        self.asked.append((request, response))
        return response


class TestMakePages:
    def test_has_one_page_of_each_kind_made_for_nobody(self, home):
        StandardPageFactory(parent=home, slug="concept", live=False)
        StandardPageFactory(parent=home, slug="over-ons")
        StandardPageFactory(parent=home, slug="privacy")
        application = Application()

        make_pages(application)

        answered = {
            request.get_full_path(): response.status_code for request, response in application.asked
        }
        assert answered == {"/": 200, "/over-ons/": 200, "/zoeken/?q=nieuws": 200}
        assert not any(is_visitor(request) for request, _response in application.asked)
        assert not Question.objects.exists()
