"""Whether a form was sent from the site itself."""

import pytest
from django.http import HttpResponse

from submissions.origin import same_site_only

HERE = "http://testserver"


@same_site_only
def take(request):
    return HttpResponse("taken")


def name_headers(origin, site):
    headers = {"origin": origin, "sec-fetch-site": site}
    return {name: value for name, value in headers.items() if value is not None}


class TestSameSiteOnly:
    @pytest.mark.parametrize(
        ("origin", "site"),
        [
            (HERE, "same-origin"),
            # Safari before 16.4, and Firefox before 90.
            (HERE, None),
            # A page with `Referrer-Policy: no-referrer` sends its own forms like this.
            ("null", "same-origin"),
            # Sent again from the browser's history.
            (HERE, "none"),
            # A browser from before 2020, or a program.
            (None, None),
        ],
    )
    def test_takes_a_form_of_this_site(self, rf, origin, site):
        response = take(rf.post("/", headers=name_headers(origin, site)))

        assert response.status_code == 200

    @pytest.mark.parametrize(
        ("origin", "site"),
        [
            ("https://evil.example", "cross-site"),
            ("https://evil.example", None),
            # Another host under our domain may be somebody else's.
            ("http://other.testserver", "same-site"),
            ("http://other.testserver", None),
            (None, "cross-site"),
            # A frame without rights, a file, or a redirect from elsewhere.
            ("null", "cross-site"),
            ("null", None),
            # Not from a browser, or by way of a proxy that is up to something.
            ("https://evil.example", "same-origin"),
            # Another port or scheme is another origin.
            ("http://testserver:8080", None),
            ("https://testserver", None),
            ("", None),
        ],
    )
    def test_refuses_a_form_of_another_site(self, rf, db, origin, site):
        response = take(rf.post("/", headers=name_headers(origin, site)))

        assert response.status_code == 403
        assert "niet vanaf onze site verstuurd" in response.content.decode()

    def test_knows_the_name_that_a_proxy_hides(self, rf, settings):
        settings.CSRF_TRUSTED_ORIGINS = ["https://www.example.org"]
        request = rf.post("/", headers={"origin": "https://www.example.org"})

        assert take(request).status_code == 200

    def test_lets_everybody_look(self, rf):
        assert take(rf.get("/", headers={"sec-fetch-site": "cross-site"})).status_code == 200

    def test_keeps_answers_out_of_caches(self, rf):
        assert "no-store" in take(rf.post("/"))["Cache-Control"]

    def test_needs_no_cookie(self, rf):
        assert take.csrf_exempt
        assert not take(rf.post("/")).cookies
