from django import template

from teams.growth_chart import draw_growth
from teams.table_drawing import draw_table

register = template.Library()

register.simple_tag(draw_table, name="table_drawing")
register.simple_tag(draw_growth, name="growth_chart")
