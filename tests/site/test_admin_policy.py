"""No screen of the admin needs an inline script that its security policy refuses."""

import base64
import hashlib
import json

from django.conf import settings
from lxml import html

from tests.admin_screens import Screen


def find_refused(screen):
    """Return the inline scripts in a screen that the policy has no hash for."""
    allowed = settings.SECURE_CSP_ADMIN["script-src"]
    return [script for script in read_scripts(screen) if hash_source(script) not in allowed]


def read_scripts(screen):
    """Yield the text of every script that a browser would run, in HTML or in JSON that has some."""
    if screen.is_json:
        texts = [text for text in read_strings(json.loads(screen.text)) if "<script" in text]
    else:
        texts = [screen.text]
    for text in texts:
        for script in html.document_fromstring(text).iter("script"):
            if not script.get("src") and script.get("type", "text/javascript") == "text/javascript":
                yield script.text


def read_strings(data):
    if isinstance(data, str):
        yield data
    elif isinstance(data, list | dict):
        for part in data.values() if isinstance(data, dict) else data:
            yield from read_strings(part)


def hash_source(script):
    """Return the source that allows a script (CSP level 3, 2.3.1)."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


class TestScreens:
    def test_run_no_refused_script(self, screens):
        refused = {screen.address: find_refused(screen) for screen in screens}

        assert {address: scripts for address, scripts in refused.items() if scripts} == {}

    def test_would_be_found_with_one(self):
        screen = Screen("/admin/", 200, False, "<p>Tekst</p><script>alert(1)</script>")

        assert find_refused(screen) == ["alert(1)"]
