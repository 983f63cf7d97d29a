"""The languages of passages, for Wagtail's rich text editor: a button for each, like bold."""

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature

from languages.rich_text import LANGUAGE_FEATURES

__all__ = ["register_languages"]


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
