from django import template

from pages.planning import say_moment

register = template.Library()

register.filter("moment", say_moment)
