"""Explains the words of the glossary on a page: each once, where it stands first in a text.

It reads the HTML of a text, and puts an explanation behind a word: hidden until a visitor asks for
it, and in brackets on paper.
"""

import re
from collections import defaultdict
from functools import cached_property
from html import escape, unescape

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from glossary.models import Term
from languages.pages import get_pages_for_visitor, get_visitor_language
from site_version.keeping import keep

__all__ = ["Explainer", "get_explainer"]

TAG = re.compile(r"(<[^>]*>)")
# Within a link no other can stand, and a passage in a language of its own is a span.
CLOSED = re.compile(r"<(/?)(?:a|span)\b")
# A tag that may stand within a sentence; with any other one begins.
WITHIN_SENTENCE = re.compile(r"</?(?:a|b|em|i|span|strong|sub|sup)\b")
# "Wmo" is no part of "Wmo-werkplaats", and has no part in the full stop behind it.
WORD = re.compile(r"\w+(?:[-’'.@]\w+)*")
GOES_ON = re.compile(r"\w|[-’'.@]\w")
# What stands before the first word of a sentence.
BEFORE_SENTENCE = re.compile(r"(?:^|[.!?:…][”’)]?\s)[\s“„‘(]*$")


def get_explainer(request, page=None):
    """Return the Explainer of the language that is written now, the same for all of a request."""
    explainers = request.__dict__.setdefault("explainers", {})
    language = get_language()
    if language not in explainers:
        explainers[language] = Explainer(language, page)
    return explainers[language]


class Explainer:
    """The words of one language, and which of them were met on a page."""

    def __init__(self, language, page=None):
        """`language` is its code, and `page` what is shown, or None."""
        self.language = language
        self.page = page
        self.met = set()

    @cached_property
    def forms(self):
        """What `sort_forms` tells of the language."""
        return sort_forms(self.language)

    @cached_property
    def pages(self):
        """What `find_pages` tells of the language."""
        return find_pages(self.language, get_visitor_language())

    def explain(self, html):
        """Return HTML in which each Term that was not met before is explained."""
        depth, before, parts = 0, "", []
        for part in TAG.split(html):
            if part.startswith("<"):
                if closed := CLOSED.match(part):
                    depth += -1 if closed[1] else 1
                before = before if WITHIN_SENTENCE.match(part) else ""
                parts.append(part)
            else:
                parts.append(part if depth else self.explain_text(part, before))
                before += part
        return mark_safe("".join(parts))  # noqa: S308 - what came in, and a template of ours

    def explain_text(self, html, before=""):
        """Return what stands between two tags, as HTML, with its explanations.

        `before` is what stands before it in the same paragraph. Words are looked for in the text
        that visitors read: HTML writes "&" with letters, which are no word.
        """
        text, end, parts = unescape(html), 0, []
        for word in WORD.finditer(text):
            found = self.find(text, word, before) if word.start() >= end else None
            if found:
                words, term = found
                parts += [escape(text[end : word.start()], quote=False), self.show(term, words)]
                end = word.start() + len(words)
        return "".join([*parts, escape(text[end:], quote=False)]) if parts else html

    def find(self, text, word, before):
        """Return (what is written, Term) for the longest that begins at a word, a match, or None.

        What the glossary has in small letters may also begin a sentence; with a capital within one
        it is a name, as in "Werkteam 2".
        """
        for form, term in self.forms.get(word[0].casefold(), []):
            written = text[word.start() :][: len(form)]
            # An editor keeps words on one line by a space of another kind.
            plain = written.replace("\xa0", " ")
            begins = plain == capitalise(form) and begins_sentence(before + text[: word.start()])
            is_whole = not GOES_ON.match(text, word.start() + len(form))
            if is_whole and (begins or plain == form):
                return written, term
        return None

    def show(self, term, words):
        """Return the words of a Term, with its explanation behind them the first time."""
        page = self.pages.get(term.page_id) if term.page_id else None
        is_here = page and self.page and page.translation_key == self.page.translation_key
        if term.pk in self.met or is_here:
            return escape(words, quote=False)
        self.met.add(term.pk)
        context = {"term": term, "words": words, "page": page}
        return render_to_string("glossary/explanation.html", context).strip()


@keep(size=10)
def list_terms(language):
    """Return all Terms of a language as a list."""
    return list(Term.objects.filter(locale__language_code=language).order_by("pk"))


@keep(size=10)
def sort_forms(language):
    """Return the ways to write the Terms, as lists of (form, Term) by the first word of the form.

    The longest is first in a list, so that "sociaal domein" comes before "sociaal".
    """
    forms = defaultdict(list)
    for term in list_terms(language):
        for form in term.list_forms():
            if first := WORD.match(form):
                forms[first[0].casefold()].append((form, term))
    for found in forms.values():
        found.sort(key=lambda each: len(each[0]), reverse=True)
    return dict(forms)


@keep(size=20)
def find_pages(language, visitor):
    """Return the pages that tell more, by the key that a Term has.

    They are in the language of the visitor where they can be, which is the argument of that name.
    """
    return get_pages_for_visitor({term.page_id for term in list_terms(language)} - {None})


def capitalise(form):
    """Return a form as it begins a sentence."""
    return form[:1].upper() + form[1:]


def begins_sentence(before):
    """Return whether a word that has a text before it in its paragraph begins a sentence."""
    return BEFORE_SENTENCE.search(before) is not None
