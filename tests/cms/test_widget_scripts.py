import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains

from cms.widget_scripts import WIDGETS, WidgetScriptsMiddleware
from tests.factories import NewsIndexPageFactory

DATE = '<script>initDateChooser("id_date", {"format": "d\\u002Dm"});</script>'


def send(rf, response, path="/admin/"):
    """Return a response as it leaves the middleware."""
    return WidgetScriptsMiddleware(lambda request: response)(rf.get(path))


def read(markup):
    """Return (name of the widget, its arguments) of the first start-up line in HTML."""
    element = html.fragment_fromstring(markup, create_parent=True).find("start-widget")
    return element.get("data-name"), json.loads(element.getprevious().text)


class TestStartUpLines:
    @pytest.mark.parametrize(
        ("line", "name", "arguments"),
        [
            (DATE, "initDateChooser", ["id_date", {"format": "d-m"}]),
            (
                '<script>new ImageChooser("id_photo", {"modalUrl": "/admin/"});</script>',
                "ImageChooser",
                ["id_photo", {"modalUrl": "/admin/"}],
            ),
            ('<script>createTaskChooser("id_task");</script>', "createTaskChooser", ["id_task"]),
            (
                '<script>\n (function() {\n var panel = new InlinePanel(JSON.parse("{\\u0022a'
                '\\u0022: \\u0022d\\u005C\\u0022e\\u0022}"));\n })();\n</script>',
                "InlinePanel",
                [{"a": 'd"e'}],
            ),
            # What could end the element stays inside the data.
            (
                '<script>new PageChooser("id_page", {"a": "\\u003C/script\\u003E<!--"});</script>',
                "PageChooser",
                ["id_page", {"a": "</script><!--"}],
            ),
        ],
    )
    def test_become_data(self, rf, line, name, arguments):
        response = send(rf, HttpResponse(f"<p>Datum</p>{line}<p>Eind</p>"))

        markup = response.content.decode()
        assert read(markup) == (name, arguments)
        assert markup.startswith('<p>Datum</p><script type="application/json">')
        assert markup.endswith("</start-widget><p>Eind</p>")
        assert markup.count("</script>") == 1

    def test_become_data_inside_json_too(self, rf):
        response = send(rf, JsonResponse({"html": DATE, "forms": [f"<li>{DATE}</li>", 1, None]}))

        answer = json.loads(response.content)
        assert read(answer["html"])[0] == "initDateChooser"
        assert read(answer["forms"][0].removeprefix("<li>"))[0] == "initDateChooser"
        assert answer["forms"][1:] == [1, None]

    @pytest.mark.parametrize(
        "script",
        [
            "<script>alert(1)</script>",
            '<script>eval("alert(1)");</script>',
            '<script>initDateChooser("id_date", alert(1));</script>',
            '<script>initDateChooser("id_date"); alert(1);</script>',
            '<script>new ImageChooser("id_photo", {}); alert(1);</script>',
            "<script>new InlinePanel(JSON.parse(alert(1)));</script>",
            '<script>new InlinePanel(JSON.parse("{"));</script>',
            '<script src="/static/a.js"></script>',
        ],
    )
    def test_are_all_that_is_changed(self, rf, script):
        assert send(rf, HttpResponse(script)).content.decode() == script

    @pytest.mark.parametrize(
        ("response", "path"),
        [
            (HttpResponse(DATE), "/nieuws/"),  # no admin page
            (HttpResponse(DATE, content_type="text/plain"), "/admin/"),
            (StreamingHttpResponse([DATE]), "/admin/"),
        ],
    )
    def test_are_looked_for_in_pages_of_the_admin_only(self, rf, response, path):
        assert DATE in send(rf, response, path).getvalue().decode()


class TestTheAdmin:
    @pytest.fixture
    def address(self, home):
        index = NewsIndexPageFactory(parent=home)
        return reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])

    def test_sends_its_forms_without_inline_scripts(self, admin, address):
        response = admin.get(address)

        assertContains(response, '<start-widget data-name="initDateChooser">')
        assertNotContains(response, "<script>")
        assert int(response["Content-Length"]) == len(response.content)

    def test_compresses_what_it_sends_in_the_end(self, admin, address):
        response = admin.get(address, headers={"accept-encoding": "gzip"})

        assert b"start-widget" in gzip.decompress(response.content)
        assert int(response["Content-Length"]) == len(response.content)

    def test_can_start_what_it_sends(self):
        script = Path(settings.BASE_DIR, "static/js/start-widgets.js").read_text()

        assert set(re.findall(r'^  "(\w+)",$', script, re.MULTILINE)) == set(WIDGETS)
