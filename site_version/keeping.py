"""What was made from the database, kept in the memory of a process until visitors see another."""

from collections import OrderedDict
from functools import wraps
from threading import Lock

from django.db.models import Model
from django.utils.translation import get_language

from site_version.version import get_version, is_reading

__all__ = ["Kept", "forget_all", "keep", "make_key"]

MISSING = object()
# Each Kept, to be emptied by tests.
everything = []


class Kept:
    """At most `size` things that were made, by their key; the longest unused ones go first.

    What is kept depends on its key, the language that is active and what visitors see, and on
    nobody who asks. Threads share it, so nobody changes it; when two make it at once, they make
    the same. Nothing is kept outside a `reading`: nobody would know when to ask for the version.
    Nor is what was made of something that is not stored yet, as the preview of a new page.
    """

    def __init__(self, size):
        self.size = size
        self.things = OrderedDict()
        self.lock = Lock()
        everything.append(self)

    def get(self, key, make):
        """Return what is kept under a key (a tuple), or what a function makes now."""
        if not is_reading() or any(is_new(each) for each in key):
            return make()
        full_key = (get_version(), get_language(), *key)
        thing = self._find(full_key)
        if thing is MISSING:
            thing = make()
            self._put(full_key, thing)
        return thing

    def forget(self):
        with self.lock:
            self.things.clear()

    def _find(self, key):
        with self.lock:
            if key not in self.things:
                return MISSING
            self.things.move_to_end(key)
            return self.things[key]

    def _put(self, key, thing):
        with self.lock:
            self.things[key] = thing
            while len(self.things) > self.size:
                self.things.popitem(last=False)


def is_new(thing):
    """Return whether this is of a model and is not stored yet, so that it has no key."""
    return isinstance(thing, Model) and thing.pk is None


def keep(size):
    """Return a decorator that keeps what a function returns by its arguments, as Kept says."""

    def decorate(function):
        kept = Kept(size)

        @wraps(function)
        def get(*arguments):
            return kept.get(arguments, lambda: function(*arguments))

        return get

    return decorate


def make_key(key, prefix, version):
    """Return the key of Django's cache for what is the same as long as visitors see the same.

    The arguments are Django's; its `version` is another one than ours.
    """
    seen = get_version() if is_reading() else ()
    return ":".join(map(str, [prefix, version, key, *seen]))


def forget_all():
    """Forget all that is kept; for tests, which change more than what the version is about."""
    for kept in everything:
        kept.forget()
