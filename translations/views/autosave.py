"""The answer to Wagtail's autosave, which sends a translation while somebody types.

It says for each passage what came of it, so that two people meet a comparison and not an error.
"""

from http import HTTPStatus

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

__all__ = ["answer_autosave"]


def answer_autosave(request, saved, context):
    """Return what came of a Saved as JSON.

    `context` is what the templates of the editor know. The names are those that Wagtail's autosave
    reads, with five of our own for `static/js/admin-translating.js`: "message" in words, "notes"
    (HTML at each passage), "progress" and "strays" (HTML above them), and "advice" beside them.
    """

    def render(name, **more):
        return render_to_string(f"translations/includes/{name}.html", context | more, request)

    passages = {
        form.prefix: render("notes", form=form, passage=form.passage) for form in saved.forms
    }
    own = {field.html_name: render("own_notes", field=field) for field in saved.own}
    answer = {
        "success": saved.is_right,
        "field_updates": dict(list_updates(saved)),
        "notes": passages | own,
        "progress": render("progress"),
        "strays": render("strays", saved=saved) if saved.strays else "",
        "advice": render_to_string("advice/admin/advice.html", {"advice": context["advice"]}),
    }
    if not saved.is_right:
        words = _("What is not correct yet is said at the passage. The rest is saved.")
        # A code that Wagtail's autosave knows, so that it shows these words.
        error = {"error_code": "validation_error", "error_message": words}
        return JsonResponse(answer | error, status=HTTPStatus.BAD_REQUEST)
    now = time_format(timezone.localtime(), "H:i")
    return JsonResponse({**answer, "message": _("Saved at %(time)s") % {"time": now}})


def list_updates(saved):
    """Yield the name and new value of each field that the browser is to change.

    What was saved is what it shows from now on, and what somebody else wrote where that was chosen.
    """
    now = {passage.key: passage.shown_text for passage in saved.passages}
    for form in saved.forms:
        if form.is_valid():
            yield f"{form.prefix}-shown", now[form.passage.key]
        if form.takes_theirs:
            yield f"{form.prefix}-text", now[form.passage.key]
    for field in [saved.own[key] for key in saved.own.changed_data]:
        if not field.errors:
            yield field.html_initial_name, str(saved.own.get_value(field.name) or "")
    for form in saved.strays:
        yield f"{form.prefix}-shown", form.read_field("text")
