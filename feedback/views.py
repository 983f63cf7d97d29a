"""What visitors get who say whether a page was useful: thanks, and room for a remark."""

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from contact.sending import store_message
from feedback.forms import AnswerForm, RemarkForm
from feedback.models import AnswerCount
from languages.querysets import BasePageQuerySet
from pages.models import ContactSettings
from submissions import limits
from submissions.brakes import count_form
from submissions.origin import same_site_only
from submissions.refusals import refuse_excess, refuse_large

__all__ = ["answer", "show_sent", "write"]


@same_site_only
@require_http_methods(["GET", "HEAD", "POST"])
@refuse_large
def answer(request, page_id):
    """Count whether a page was useful, and offer to say more."""
    about = get_page(page_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return redirect(about.url)
    keys = {"network": limits.get_network(request), "site": ""}
    if seconds := limits.count("answer about a page", keys, settings.FEEDBACK_LIMITS):
        return refuse_excess(
            form,
            lambda form: show(request, "feedback/answer.html", about, answer_form=form),
            words=_(
                "We have received many answers from your network in a short time. Try again in "
                "%(minutes)d minutes."
            ),
            seconds=seconds,
        )
    AnswerCount.add(about, form.cleaned_data["answer"])
    return redirect("feedback:remark", about.pk)


@same_site_only
@require_http_methods(["GET", "HEAD", "POST"])
@refuse_large
def write(request, page_id):
    """Thank for an answer, and take a remark in. What is not right comes back as it was typed."""
    about = get_page(page_id)
    if request.method != "POST":
        return show(request, "feedback/remark.html", about, form=RemarkForm())
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return show(request, "feedback/remark.html", about, form=form)
    if seconds := count_form(request, form, "remark about a page", settings.FEEDBACK_LIMITS):
        return refuse_excess(
            form,
            lambda form: show(request, "feedback/remark.html", about, form=form),
            words=_(
                "We have received many remarks in a short time. Yours has not been sent. Try again "
                "in %(minutes)d minutes."
            ),
            seconds=seconds,
        )
    store_message(form.get_message(about, ContactSettings.for_request(request).email))
    return redirect("feedback:sent", about.pk)


@require_safe
def show_sent(request, page_id):
    """Say that a remark was taken in: a page of its own, so that reloading sends nothing."""
    return show(request, "feedback/sent.html", get_page(page_id))


def get_page(page_id):
    """Return a page that visitors see, in the language of the address, or raise Http404."""
    pages = BasePageQuerySet(Page).published().filter(locale__language_code=get_language())
    return get_object_or_404(pages, pk=page_id)


def show(request, template, about, **context):
    """Return a page about another page, which no search engine keeps."""
    response = render(request, template, {"about": about, **context})
    response["X-Robots-Tag"] = "noindex"
    return response
