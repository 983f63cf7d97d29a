from wagtail import hooks

from pages.language_features import register_languages


@hooks.register("register_rich_text_features")
def register_language_features(features):
    register_languages(features)
