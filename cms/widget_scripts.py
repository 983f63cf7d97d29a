"""Keeps inline scripts out of the admin, so that its security policy need not allow any.

Wagtail 8.0 starts its date fields, choosers and inline panels by a script element right behind
the field: `<script>initDateChooser("id_date", {…});</script>` (wagtail #1288). Hashes cannot allow
them: the same lines come later in dialogs and in forms that are added to the page, with other
numbers, and are judged by the policy of the page that stands.

So the middleware sends each of these lines as data, followed by a custom element of which
`static/js/start-widgets.js` does what the line says. A custom element acts when an inline script
would: as soon as it is parsed or added, and before any controller of Wagtail sees what stands
before it. Any other inline script stays as it is, and is refused by the browser.
"""

import json
import re

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, json_script

__all__ = ["WidgetScriptsMiddleware", "render_script_tag"]

# What the lines call. The script that reads the data has the same list.
WIDGETS = [
    "Chooser",
    "DocumentChooser",
    "ImageChooser",
    "InlinePanel",
    "MultipleChooserPanel",
    "PageChooser",
    "SnippetChooser",
    "createTaskChooser",
    "initDateChooser",
    "initDateTimeChooser",
    "initTimeChooser",
]
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# initDateChooser("id_date", {"format": "d-m-Y"});   new ImageChooser("id_image", {});
CALL = re.compile(rf"(?:new )?({'|'.join(WIDGETS)})\((.*)\);")
# (function() { var panel = new InlinePanel(JSON.parse("{\u0022formsetPrefix\u0022: …}")); })();
PANEL = re.compile(r"\(function\(\) \{\s*var panel = (.*)\s*\}\)\(\);")
PARSED = re.compile(r'JSON\.parse\((".*")\)')


class WidgetScriptsMiddleware:
    """Sends the start-up lines of the admin's widgets as data, in pages and in JSON alike.

    Belongs below the middleware that measures or compresses the answer.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(self.admin) and has_scripts(response):
            text = response.content.decode(response.charset)
            kind = response["Content-Type"].partition(";")[0]
            response.content = REPLACE[kind](text)
        return response


def has_scripts(response):
    """Return whether a response is of a kind that can hold start-up lines, and holds a script."""
    kind = response.get("Content-Type", "").partition(";")[0]
    return kind in REPLACE and not response.streaming and b"<script>" in response.content


def replace_in_html(text):
    """Return HTML with each start-up line as data."""
    return SCRIPT.sub(replace_script, text)


def replace_script(script):
    """Return the data elements for a matched script, or the script when it is no start-up line."""
    line = script[1].strip()
    if panel := PANEL.fullmatch(line):
        line = panel[1]
    call = CALL.fullmatch(line)
    if not call:
        return script[0]
    try:
        arguments = read_arguments(call[2])
    except ValueError:
        return script[0]
    return as_data(call[1], arguments)


def read_arguments(text):
    """Return the arguments of a call as a list; raises ValueError when they are not all data."""
    if parsed := PARSED.fullmatch(text):
        return [json.loads(json.loads(parsed[1]))]
    return json.loads(f"[{text}]")


def as_data(name, arguments):
    """Return the elements that have `static/js/start-widgets.js` call `name`."""
    return f'{json_script(arguments)}<start-widget data-name="{name}"></start-widget>'


def replace_in_json(text):
    """Return JSON with each start-up line as data, in every string that it holds."""
    return json.dumps(replace_in_value(json.loads(text)))


def replace_in_value(value):
    if isinstance(value, str):
        return replace_in_html(value)
    if isinstance(value, list):
        return [replace_in_value(part) for part in value]
    if isinstance(value, dict):
        return {name: replace_in_value(part) for name, part in value.items()}
    return value


REPLACE = {"text/html": replace_in_html, "application/json": replace_in_json}


def render_script_tag():
    """Return the element that has the browser start the widgets."""
    return format_html('<script src="{}"></script>', static("js/start-widgets.js"))
