from django import template
from django.middleware.csrf import get_token
from django.utils.html import json_script

from advice import plain_dutch
from advice.advising import advise

register = template.Library()


@register.simple_tag(takes_context=True)
def get_advice(context, instance):
    """Return the Advice about an instance; the one that a view made already, where there is one."""
    return context.get("advice") or advise(instance)


@register.simple_tag(takes_context=True)
def describe_hints(context):
    """Return what the script for hints needs, as data that no browser runs."""
    hints = plain_dutch.describe_hints(context["request"].user)
    return json_script(hints, "plain-dutch-data")


@register.simple_tag
def get_form_token(request):
    """Return the token of a form; Wagtail renders its panels without a request to take it from."""
    return get_token(request)
