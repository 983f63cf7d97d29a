"""What is drawn where nobody chose a picture: a scene for each theme, the same in each language."""

from django.templatetags.static import static

__all__ = ["get_scene"]

# Of a city where people sit down together: `static/img/scenes/`.
WITHOUT_THEME = "table"
OF_THEMES = ["street", "bridge", "hall", "table"]


def get_scene(themes):
    """Return the address of the drawing for something about `themes`, an iterable."""
    keys = [theme.translation_key.int for theme in themes]
    name = OF_THEMES[keys[0] % len(OF_THEMES)] if keys else WITHOUT_THEME
    return static(f"img/scenes/{name}.svg")
