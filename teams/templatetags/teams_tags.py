from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from site_version.keeping import keep
from teams.growth_chart import draw_growth
from teams.models import ThemePage
from teams.scenes import get_scene
from teams.table_drawing import draw_table

register = template.Library()

register.simple_tag(draw_table, name="table_drawing")
register.simple_tag(draw_growth, name="growth_chart")
register.simple_tag(get_scene, name="scene_of")


@register.inclusion_tag("components/theme_link.html", takes_context=True)
def theme_link(context, theme, index=None, words=""):
    """Render the name of a theme, which leads to its page in the language of the visitor.

    Without one it leads to what `index`, a page with a filter by theme, has about it; `words` say
    that to who hears the link, as "News about". With words, a link to the page of the theme says so
    too: a heading of the text may have the name alone. The page it stands on says in which
    language.
    """
    theme_page = find_theme_pages(get_language()).get(theme.translation_key)
    if theme_page and words:
        words = _("Theme")
    return {
        "page": context.get("page"),
        "theme": theme,
        "theme_page": theme_page,
        "index": index,
        "words": words,
    }


@keep(size=10)
def find_theme_pages(language):
    """Return the published pages of themes in a language, by the translation key of the theme."""
    pages = ThemePage.objects.published().filter(
        locale__language_code=language, theme__isnull=False
    )
    found = pages.select_related("theme").defer_streamfields()
    return {page.theme.translation_key: page for page in found}
