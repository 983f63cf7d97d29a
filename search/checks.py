"""Names the languages that search does not know (docs/languages.md)."""

from django.conf import settings
from django.core import checks

from search.analysis import FOLDER

__all__ = ["check_words"]


def check_words(app_configs, **kwargs):
    """Return a Warning for each language without rules: “houses” would not be found by “house”."""
    return [
        checks.Warning(
            f"Search has no words for the language “{code}”, and finds only words as they stand.",
            hint=f"Write search/words/{code}.toml, as search/words/nl.toml is written.",
            id="search.W001",
        )
        for code, _name in settings.LANGUAGES
        if not (FOLDER / f"{code}.toml").exists()
    ]
