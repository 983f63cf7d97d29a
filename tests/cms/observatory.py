"""What two public tests make of a response: Mozilla's HTTP Observatory and internet.nl.

Both after their published rules: Observatory's algorithm 4, and internet.nl's check of the policy.
A response here is Django's, of a GET over https.
"""

import re
from http.cookies import Morsel

__all__ = ["find_weak_policy", "read_policy", "score"]

UNSAFE = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'"}
BROAD = {"*", "http:", "https:", "http://*", "https://*"}
ACTIVE = ["script-src", "object-src"]
PRIVATE_REFERRERS = {
    "no-referrer",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
}
SIX_MONTHS = 15_552_000
LOCAL_SCRIPT = re.compile(r"<script\b[^>]*\bsrc=\"/(?!/)[^>]*>")
FOREIGN_SCRIPT = re.compile(r"<script\b[^>]*\bsrc=\"(?:https?:)?//[^>]*>")


def score(response):
    """Return the Observatory's score: 100, less the penalties; from 90 up with the bonuses.

    The bonus for being on the browsers' list of https-only sites is never given.
    """
    parts = [
        score_policy(response),
        score_cookies(response.cookies.values()),
        score_resource_policy(response.get("Cross-Origin-Resource-Policy")),
        score_framing(response),
        score_referrer_policy(response.get("Referrer-Policy")),
        score_scripts(response.content.decode()),
        score_transport(response.get("Strict-Transport-Security", "")),
        0 if response.get("X-Content-Type-Options") == "nosniff" else -5,
        -50 if response.get("Access-Control-Allow-Origin") == "*" else 0,
    ]
    penalised = 100 + sum(part for part in parts if part < 0)
    return max(penalised, 0) if penalised < 90 else 100 + sum(parts)


def read_policy(response):
    """Return the policy of a response as a dictionary of directive to list of sources."""
    return {name: sources for name, *sources in read_directives(response)}


def read_directives(response):
    """Return the directives of a response's policy in order, each as a list of words."""
    directives = response.get("Content-Security-Policy", "").split(";")
    return [directive.split() for directive in directives if directive.strip()]


def score_policy(response):
    policy = read_policy(response)
    if not policy or len(policy) < len(read_directives(response)):  # none, or a directive twice
        return -25
    active = {source for name in ACTIVE for source in get_sources(policy, name)}
    passive = {source for name in ["img-src", "media-src"] for source in get_sources(policy, name)}
    styles = set(get_sources(policy, "style-src"))
    if active & {"'unsafe-inline'", "data:", *BROAD}:
        return -20
    if "'unsafe-eval'" in active or "http:" in passive:
        return -10
    if styles & {"'unsafe-inline'", "data:", *BROAD}:
        return 0
    return 10 if policy.get("default-src") == ["'none'"] else 5


def get_sources(policy, name):
    """Return the sources of a directive, as a browser fills it in: from `default-src`, or all."""
    return policy.get(name, policy.get("default-src", ["*"]))


def score_cookies(cookies):
    return min(map(score_cookie, cookies), default=0)


def score_cookie(cookie: Morsel):
    is_session = re.search("sess|login", cookie.key, re.IGNORECASE)
    if not cookie["secure"]:
        return -40 if is_session else -20
    if is_session and not cookie["httponly"]:
        return -30
    if not cookie["samesite"]:
        return -20 if "csrf" in cookie.key.lower() else 0
    return 5


def score_resource_policy(policy):
    if policy is None or policy == "cross-origin":
        return 0
    return 10 if policy in {"same-origin", "same-site"} else -5


def score_framing(response):
    if "frame-ancestors" in read_policy(response):
        return 5
    return 0 if response.get("X-Frame-Options") in {"DENY", "SAMEORIGIN"} else -20


def score_referrer_policy(policy):
    if policy is None:
        return 0
    return 5 if policy in PRIVATE_REFERRERS else -5


def score_scripts(html):
    """Score whether the page says what is in the scripts that it asks for (integrity)."""
    foreign = FOREIGN_SCRIPT.findall(html)
    if any("integrity=" not in script for script in foreign):
        return -50 if any('"http:' in script for script in foreign) else -5
    scripts = [*foreign, *LOCAL_SCRIPT.findall(html)]
    return 5 if any("integrity=" in script for script in scripts) else 0


def score_transport(header):
    age = re.search(r"max-age=(\d+)", header)
    if not age:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def find_weak_policy(response):
    """Return what internet.nl has to say about the policy of a response, as a list of reasons."""
    policy = read_policy(response)
    everything = {source for sources in policy.values() for source in sources}
    active = {source for name in ACTIVE for source in get_sources(policy, name)}
    reasons = {
        "default-src is too wide": not set(policy.get("default-src", ["*"]))
        <= {"'self'", "'none'"},
        "base-uri is too wide": not set(policy.get("base-uri", ["*"])) <= {"'self'", "'none'"},
        "frame-ancestors is missing": not policy.get("frame-ancestors"),
        "form-action is missing": not policy.get("form-action"),
        "something unsafe is allowed": bool(everything & UNSAFE),
        "too much is allowed": bool(everything & BROAD),
        "data: may run": "data:" in active,
        "a host has no scheme": any(re.match(r"[\w*-]+\.", source) for source in everything),
    }
    return [reason for reason, holds in reasons.items() if holds]
