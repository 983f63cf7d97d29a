import datetime
import re

import PIL.Image
import pytest
import sectxt
from django.contrib.staticfiles import finders
from wagtail.models import Site

URL = "http://localhost/.well-known/security.txt"


class TestSecurityTxt:
    def test_is_read_without_error_by_the_checker_of_internet_nl(self, client, home):
        response = client.get("/.well-known/security.txt")

        parser = sectxt.Parser(response.content, urls=URL)

        assert response["Content-Type"] == "text/plain; charset=utf-8"
        # A site on this machine has no https; everything else must be right.
        assert {error["code"] for error in parser.errors} <= {"no_https"}

    def test_never_expires_soon_and_never_lasts_a_year(self, client, home):
        lines = client.get("/.well-known/security.txt").content.decode().splitlines()
        value = next(line.split(": ")[1] for line in lines if line.startswith("Expires"))

        left = datetime.datetime.fromisoformat(value) - datetime.datetime.now(datetime.UTC)

        assert datetime.timedelta(days=150) < left < datetime.timedelta(days=365)


class TestRobots:
    def test_leads_to_the_sitemap_and_away_from_the_admin(self, client, home):
        text = client.get("/robots.txt").content.decode()

        assert "Disallow: /admin/" in text
        assert "Sitemap: http://localhost/sitemap.xml" in text


class TestSitemap:
    def test_names_the_live_pages(self, client, home):
        response = client.get("/sitemap.xml", headers={"host": "localhost"})

        assert b"<loc>http://localhost/</loc>" in response.content


class TestManifest:
    def test_names_the_site_and_icons_that_exist(self, client, home):
        manifest = client.get("/site.webmanifest").json()

        assert manifest["name"] == Site.objects.get().site_name
        for icon in manifest["icons"]:
            assert finders.find(icon["src"].removeprefix("/static/"))

    def test_says_how_large_its_icons_are(self, client, home):
        icons = client.get("/site.webmanifest").json()["icons"]

        drawings = [icon for icon in icons if icon["type"] == "image/png"]
        # What Android asks for: the home screen and the splash screen.
        assert [icon["sizes"] for icon in drawings] == ["192x192", "512x512"]
        for icon in drawings:
            size = PIL.Image.open(finders.find(icon["src"].removeprefix("/static/"))).size
            assert icon["sizes"] == "{}x{}".format(*size)

    def test_has_what_a_browser_asks_of_it(self, client, home):
        """W3C Web Application Manifest, and what Chromium wants before it offers the site."""
        response = client.get("/site.webmanifest")

        manifest = response.json()
        assert response["Content-Type"] == "application/manifest+json"
        assert manifest["start_url"] == manifest["id"] == "/"
        assert manifest["lang"] == "nl"
        assert manifest["display"] == "browser"
        assert len(manifest["short_name"]) <= 12
        for colour in ["theme_color", "background_color"]:
            assert re.fullmatch("#[0-9a-f]{6}", manifest[colour])


@pytest.mark.parametrize("path", ["/robots.txt", "/.well-known/security.txt", "/site.webmanifest"])
def test_take_nothing_in(client, home, path):
    assert client.post(path).status_code == 405


class TestIcons:
    @pytest.mark.parametrize(
        ("path", "file"),
        [
            ("/favicon.ico", "favicon.ico"),
            ("/apple-touch-icon.png", "apple-touch-icon.png"),
            ("/apple-touch-icon-precomposed.png", "apple-touch-icon.png"),
        ],
    )
    def test_are_where_programs_look_for_them(self, client, home, path, file):
        response = client.get(path)

        assert response.status_code == 302
        assert response["Location"] == f"/static/img/{file}"
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert PIL.Image.open(finders.find(f"img/{file}")).width >= 48
