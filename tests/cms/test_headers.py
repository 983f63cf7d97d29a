import pytest
from wagtail.models import Site

from tests.factories import (
    AccessibilityStatementPageFactory,
    ContactPageFactory,
    FileFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    PictureFactory,
    RoutePageFactory,
    WorkTeamIndexPageFactory,
)


def directives(response):
    """Return the policy of a response as a dictionary of directive to list of sources."""
    policy = response["Content-Security-Policy"]
    return {name: sources for name, *sources in map(str.split, policy.split(";"))}


def observatory_score(response):
    """Return the score of a response after the table of Mozilla's HTTP Observatory.

    It starts at 100; penalties always count, bonuses only from 90 up. HSTS is
    the business of production, and counted there by Django's own check.
    """
    policy = directives(response)
    unsafe = {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"}
    penalties = 0
    if unsafe & {source for sources in policy.values() for source in sources}:
        penalties += 20
    if response["X-Content-Type-Options"] != "nosniff":
        penalties += 5
    if response.cookies:
        penalties += 20
    score = 100 - penalties
    if score < 90:
        return score
    bonus = 10 if policy["default-src"] == ["'none'"] else 5
    bonus += 10 if response["Cross-Origin-Resource-Policy"] in {"same-origin", "same-site"} else 0
    bonus += 5 if "frame-ancestors" in policy else 0
    bonus += 5 if response["Referrer-Policy"] in {"same-origin", "no-referrer"} else 0
    return score + bonus


@pytest.fixture
def site(home):
    contact = ContactPageFactory(parent=home)
    RoutePageFactory(parent=contact)
    NewsPageFactory(parent=NewsIndexPageFactory(parent=home))
    WorkTeamIndexPageFactory(parent=home)
    AccessibilityStatementPageFactory(parent=home)
    return Site.objects.get()


class TestSecurityHeaders:
    @pytest.mark.parametrize(
        "path",
        ["/", "/nieuws/", "/nieuws/keukentafel/", "/contact/", "/contact/route/", "/niets/"],
    )
    def test_score_at_least_130_on_every_public_page(self, client, site, path):
        assert observatory_score(client.get(path)) >= 130

    def test_allow_nothing_inline_and_nobody_else_on_public_pages(self, client, site):
        policy = directives(client.get("/"))

        assert policy["default-src"] == ["'none'"]
        assert policy["base-uri"] == ["'none'"]
        assert policy["form-action"] == ["'self'"]
        assert {source for sources in policy.values() for source in sources} <= {
            "'self'",
            "'none'",
            "data:",
        }

    def test_let_no_inline_script_run_in_the_admin(self, admin, site):
        policy = directives(admin.get("/admin/"))

        assert policy["default-src"] == ["'none'"]
        assert {source.partition("-")[0] for source in policy["script-src"]} == {
            "'self'",
            "'sha256",
        }
        # Style elements are the one thing that has to be allowed, for the rich text editor.
        assert [name for name, sources in policy.items() if "'unsafe-inline'" in sources] == [
            "style-src-elem"
        ]

    def test_let_others_show_our_pictures_but_run_nothing_in_them(self, client, site):
        response = client.get(PictureFactory().file.url)

        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert directives(response)["sandbox"] == []
        assert directives(response)["default-src"] == ["'none'"]

    def test_ask_the_browser_for_nothing(self, client, site):
        policy = client.get("/")["Permissions-Policy"]

        for feature in ["camera", "geolocation", "microphone"]:
            assert f"{feature}=()" in policy

    def test_keep_the_policy_that_wagtail_gives_documents(self, client, site):
        response = client.get(FileFactory(title="Placemat").url)

        assert directives(response)["default-src"] == ["'none'"]
