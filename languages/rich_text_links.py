"""Links in rich text: as Wagtail's, but they say so when they leave the reader's language."""

from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.rich_text.pages import PageLinkHandler

from languages.links import find_for_reader
from languages.pages import get_language_of, get_reader_language, render_language_label

__all__ = ["ReaderPageLinkHandler"]


class ReaderPageLinkHandler(PageLinkHandler):
    """Wagtail's own looks each translation up by itself, and leads to drafts as well."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        """Return the opening tag for each link; one that leads nowhere stays text."""
        ids = [int(attrs["id"]) for attrs in attrs_list]
        targets = find_for_reader(ids, with_private=True)
        return [open_link(targets.get(each)) for each in ids]


def open_link(page):
    """Return the opening tag of a link to a page (or None), with its label where it needs one."""
    if page is None:
        return "<a>"
    code = get_language_of(page)
    if code == get_reader_language():
        return format_html('<a href="{}">', page.url)
    # Among words of that language, in a passage that is marked as a whole, it needs no label.
    label = render_language_label("" if code == get_language() else code)
    return format_html('<a href="{}" hreflang="{}">{}', page.url, code, label)
