"""What tasks and jobs are called on the screen for staff."""

from django.utils.module_loading import import_string

__all__ = ["get_words", "in_words"]


def in_words(words):
    """Have a task or a job shown as these words, a lazy translation of what it does.

    Goes right above the function: below `@task`, as `retry_on` does.
    """

    def set_words(function):
        function.words = words
        return function

    return set_words


def get_words(path):
    """Return the words for the dotted path of a task or job; the path where the code has it not."""
    try:
        found = import_string(path)
    except ImportError:
        return path
    function = getattr(found, "func", found)
    return str(getattr(function, "words", path))
