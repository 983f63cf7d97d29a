from django import template

from issues.plain_text import read_html

register = template.Library()

register.filter("plain", read_html)
