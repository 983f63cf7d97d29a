"""The scorer itself, row by row of the Observatory's table."""

import pytest
from django.http import HttpResponse

from tests.cms.observatory import find_weak_policy, score

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SCRIPT = '<script src="/a.js"></script>'


def respond(html="", cookie=None, **headers):
    """Return a response with the strictest headers, but for those given; None leaves one out."""
    values = {
        "Content-Security-Policy": STRICT,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "Strict-Transport-Security": "max-age=63072000",
        "X-Content-Type-Options": "nosniff",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    response = HttpResponse(html)
    for name, value in values.items():
        if value is not None:
            response[name] = value
    if cookie:
        response.set_cookie(**cookie)
    return response


class TestScore:
    @pytest.mark.parametrize(
        ("response", "points"),
        [
            (respond(), 130),
            # Integrity of scripts.
            (respond(html=SCRIPT), 130),
            (respond(html='<script src="/a.js" integrity="sha384-x"></script>'), 135),
            (respond(html='<script src="https://example.org/a.js"></script>'), 125),
            (respond(html='<script src="http://example.org/a.js"></script>'), 50),
            # The policy.
            (respond(Content_Security_Policy=STRICT.replace("'none'", "'self'", 1)), 125),
            (
                respond(
                    Content_Security_Policy=STRICT.replace(
                        "script-src 'self'", "script-src 'unsafe-inline'"
                    )
                ),
                80,
            ),
            (
                respond(
                    Content_Security_Policy=STRICT.replace(
                        "style-src 'self'", "style-src 'unsafe-inline'"
                    )
                ),
                120,
            ),
            (
                respond(Content_Security_Policy=STRICT.replace("'self'", "'unsafe-eval'", 1)),
                110,
            ),
            (respond(Content_Security_Policy=STRICT.replace("'self'", "https:", 1)), 80),
            (respond(Content_Security_Policy=f"{STRICT}; img-src *"), 75),
            (respond(Content_Security_Policy=None), 55),
            (respond(Content_Security_Policy=None, X_Frame_Options="DENY"), 75),
            # The other headers.
            (respond(Cross_Origin_Resource_Policy="cross-origin"), 120),
            (respond(Cross_Origin_Resource_Policy="everybody"), 115),
            (respond(Referrer_Policy=None), 125),
            (respond(Referrer_Policy="unsafe-url"), 120),
            (respond(Strict_Transport_Security=None), 80),
            (respond(Strict_Transport_Security="max-age=3600"), 120),
            (respond(X_Content_Type_Options=None), 125),
            (respond(Access_Control_Allow_Origin="*"), 50),
            # Cookies.
            (respond(cookie={"key": "a", "secure": True, "samesite": "Lax"}), 135),
            (respond(cookie={"key": "a", "secure": True}), 130),
            (respond(cookie={"key": "a"}), 80),
            (respond(cookie={"key": "csrftoken", "secure": True}), 80),
            (respond(cookie={"key": "sessionid", "secure": True, "samesite": "Lax"}), 70),
            (respond(cookie={"key": "sessionid", "httponly": True}), 60),
        ],
    )
    def test_follows_the_table(self, response, points):
        assert score(response) == points


class TestWeakPolicy:
    def test_is_not_found_in_a_strict_one(self):
        assert find_weak_policy(respond()) == []

    @pytest.mark.parametrize(
        ("policy", "reason"),
        [
            ("", "default-src is too wide"),
            (STRICT.replace("base-uri 'none'", "base-uri *"), "base-uri is too wide"),
            (STRICT.replace("frame-ancestors 'none'", ""), "frame-ancestors is missing"),
            (STRICT.replace("form-action 'self';", ""), "form-action is missing"),
            (STRICT + "; style-src-attr 'unsafe-hashes'", "something unsafe is allowed"),
            (STRICT + "; media-src https:", "too much is allowed"),
            (STRICT.replace("script-src 'self'", "script-src data:"), "data: may run"),
            (STRICT + "; media-src video.example.org", "a host has no scheme"),
        ],
    )
    def test_is_found_with_its_reason(self, policy, reason):
        assert reason in find_weak_policy(respond(Content_Security_Policy=policy))
