from django import template
from wagtail.models import Site

from languages.pages import get_visitor_language
from site_version.keeping import Kept

register = template.Library()

# Parts of pages as HTML; one takes some kilobytes.
parts = Kept(size=1000)


@register.tag
def keep(parser, token):
    """Keep the HTML of this block until visitors see another version of the site.

    `{% keep "related news" page.pk %}…{% endkeep %}`: what stands after the tag is all that the
    block depends on, beside site and language; its first word is of this block alone. What it asks
    of the context is best asked inside, so that it is not asked for nothing. It is made each time
    in a preview, which shows what nobody sees yet.
    """
    arguments = [parser.compile_filter(each) for each in token.split_contents()[1:]]
    nodes = parser.parse(["endkeep"])
    parser.delete_first_token()
    return KeepNode(nodes, arguments)


class KeepNode(template.Node):
    def __init__(self, nodelist, arguments):
        self.nodelist = nodelist
        self.arguments = arguments

    def render(self, context):
        request = context.get("request")
        if request is None or getattr(request, "is_preview", False):
            return self.nodelist.render(context)
        site = Site.find_for_request(request)
        own = [each.resolve(context) for each in self.arguments]
        return parts.get(
            (site and site.pk, get_visitor_language(), *own), lambda: self.nodelist.render(context)
        )
