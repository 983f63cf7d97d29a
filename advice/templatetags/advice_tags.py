from django import template

from advice.advising import advise

register = template.Library()


@register.simple_tag(takes_context=True)
def get_advice(context, instance):
    """Return the Advice about an instance; the one that a view made already, where there is one."""
    return context.get("advice") or advise(instance)
