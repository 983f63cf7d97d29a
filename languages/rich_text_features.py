"""What rich text can do beside Wagtail's own: passages in another language, and links that follow.

Each language of a passage is a button in the editor, like bold. Links are as Wagtail's, but they
lead to the language of the visitor, and say so when they leave it.
"""

from django.conf import settings
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.rich_text.pages import PageLinkHandler

from languages.pages import (
    get_language_of,
    get_pages_for_visitor,
    get_visitor_language,
    render_language_label,
)
from languages.rich_text import LANGUAGE_FEATURES

__all__ = ["VisitorPageLinkHandler", "register_languages"]


def register_languages(features):
    """Add a feature for each language to Wagtail's registry of rich text features."""
    for code, feature in zip(settings.PASSAGE_LANGUAGES, LANGUAGE_FEATURES, strict=True):
        style = f"LANGUAGE-{code.upper()}"
        features.register_editor_plugin(
            "draftail", feature, InlineStyleFeature(get_button(code, style))
        )
        features.register_converter_rule(
            "contentstate",
            feature,
            {
                "from_database_format": {f'span[lang="{code}"]': InlineStyleElementHandler(style)},
                "to_database_format": {"style_map": {style: get_element(code)}},
            },
        )


def get_button(code, style):
    """Return Draftail's options for the button of a language, such as "EN"."""
    name = _(get_language_info(code)["name"])
    return {
        "type": style,
        "label": code.upper(),
        "description": format_lazy(_("Passage in {language}"), language=name),
        "style": {"textDecoration": "underline dotted"},
    }


def get_element(code):
    """Return the element around a passage in this language, in the words of draftjs_exporter."""
    direction = {"dir": "rtl"} if get_language_info(code)["bidi"] else {}
    return {"element": "span", "props": {"lang": code, **direction}}


class VisitorPageLinkHandler(PageLinkHandler):
    """Wagtail's own looks each translation up by itself, and leads to drafts as well."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        """Return the opening tag for each link; one that leads nowhere stays text."""
        ids = [int(attrs["id"]) for attrs in attrs_list]
        targets = get_pages_for_visitor(ids, with_private=True)
        return [render_opening_tag(targets.get(each)) for each in ids]


def render_opening_tag(page):
    """Return the opening tag of a link to a page (or None), with its label where it needs one."""
    if page is None:
        return "<a>"
    code = get_language_of(page)
    if code == get_visitor_language():
        return format_html('<a href="{}">', page.url)
    # Among words of that language, in a passage that is marked as a whole, it needs no label.
    label = render_language_label("" if code == get_language() else code)
    return format_html('<a href="{}" hreflang="{}">{}', page.url, code, label)
