from django import template

from glossary.explaining import get_explainer

register = template.Library()


@register.simple_block_tag(takes_context=True)
def explain(context, content):
    """Explain words of the glossary in the HTML of a text in the language of this page.

    Without a request there is no page of which it could be known what was explained before.
    """
    request = context.get("request")
    return get_explainer(request, context.get("page")).explain(content) if request else content
