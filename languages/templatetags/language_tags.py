"""Tags that say in which language something is, where that is not the language of the page."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page

from languages import pages
from languages.pages import get_pages_for_visitor
from languages.texts import Text

register = template.Library()


@register.simple_tag(takes_context=True)
def lang_of(context, thing, field="", key=""):
    """Return ` lang="nl"` when something is not in the language around it, otherwise "".

    `thing` is a page with the name of a field, and for a block or a part its key; or else a page
    that is linked to, a snippet, or a Text.
    """
    code = get_other_language(context, thing, field, key)
    return format_html(' lang="{}"', code) if code else ""


@register.simple_tag(takes_context=True)
def language_label(context, thing, field="", key=""):
    """Render "In Dutch" where `lang_of` says that it is; stands in front of what it is about."""
    code = get_other_language(context, thing, field, key)
    is_own = code == pages.get_visitor_language()
    return pages.render_language_label("" if is_own else code)


@register.simple_tag
def hreflang_of(page):
    """Return ` hreflang="nl"` for a page that is not in the visitor's language, otherwise ""."""
    code = pages.get_language_of(page)
    is_own = code == pages.get_visitor_language()
    return "" if is_own else format_html(' hreflang="{}"', code)


@register.simple_tag(takes_context=True)
def block_in_source_language(context, block):
    """Render an untranslated block with the dates and interface words of its own language."""
    with pages.source_language():
        return block.render_as_block(context.flatten())


@register.simple_tag(takes_context=True)
def other_languages(context):
    """Return the Languages of the page in the context (of the address on an error page)."""
    return pages.get_languages(context["request"], context.get("page"), context.get("filter_form"))


@register.simple_tag(takes_context=True)
def pages_elsewhere(context):
    """Return the pages that a missing address may be about, as a list."""
    return pages.get_pages_elsewhere(context["request"])


@register.simple_tag
def page_for_visitor(page):
    """Return the page that a link in an editor's own words leads a visitor to, or None."""
    return page and get_pages_for_visitor([page.pk], with_private=True).get(page.pk)


@register.simple_tag
def pages_for_visitor(pages):
    """Return the pages to lead a visitor to as a list, without those that nobody may see."""
    found = get_pages_for_visitor([page.pk for page in pages])
    return [found[page.pk] for page in pages if page.pk in found]


def get_other_language(context, thing, field, key):
    """Return the code of the language of something, or "" when it is that of its surroundings."""
    if field:
        is_source = thing and thing.is_untranslated(field, str(key))
        code = settings.LANGUAGE_CODE if is_source else ""
    elif isinstance(thing, Page):
        code = pages.get_language_of(thing)
    elif isinstance(thing, Text):
        code = thing.language
    else:
        page = context.get("page")
        is_other = page and getattr(thing, "locale_id", page.locale_id) != page.locale_id
        code = settings.LANGUAGE_CODE if is_other else ""
    return "" if code == get_language() else code
