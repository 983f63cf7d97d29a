"""What visitors get when they send the contact form: their own contact page again."""

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contact.forms import ContactForm
from contact.models import ContactPage
from contact.sending import store_message
from pages.models import ContactSettings
from submissions.addresses import get_key
from submissions.brakes import count_form
from submissions.origin import same_site_only
from submissions.refusals import refuse_excess, refuse_large

__all__ = ["send", "show_sent"]


@same_site_only
@require_http_methods(["GET", "HEAD", "POST"])
@refuse_large
def send(request):
    """Take a message in. What is not right comes back with all that was typed."""
    page = get_page()
    if request.method != "POST":
        return redirect(page.url)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return show(request, page, contact_form=form)
    if seconds := count_message(request, form):
        return show_limit(request, page, form, seconds)
    store_message(form.get_message(default=ContactSettings.for_request(request).email))
    return redirect("contact:sent")


@require_safe
def show_sent(request):
    """Say that a message was taken in: a page of its own, so that reloading sends nothing."""
    return show(request, get_page(), message_sent=True)


def get_page():
    """Return the contact page in the language of the address, or raise Http404."""
    pages = ContactPage.objects.published()
    return get_object_or_404(pages, locale__language_code=get_language())


def show(request, page, **context):
    """Return the contact page as a TemplateResponse, in a state that no search engine keeps."""
    response = page.serve(request)
    response.context_data |= context
    response["X-Robots-Tag"] = "noindex"
    return response


def show_limit(request, page, form, seconds):
    """Return the page with what was typed, and when it can be sent."""
    return refuse_excess(
        form,
        lambda form: show(request, page, contact_form=form),
        words=_(
            "We have received many messages in a short time, from you or from others on your "
            "network. Your message has not been sent. Try again in %(minutes)d minutes, or phone "
            "us."
        ),
        seconds=seconds,
    )


def count_message(request, form):
    """Count a complete message; return the seconds until there is room for it, or 0."""
    address = get_key(form.cleaned_data["email"])
    name = "message by the contact form"
    return count_form(request, form, name, settings.CONTACT_LIMITS, address=address)
