"""Finds sections of the manual, by the words that the search of the site uses."""

from dataclasses import dataclass

from manual.parts import LANGUAGE, Part, Section, list_parts
from search.analysis import MOST_WORDS, get_analysis
from search.excerpts import Segment, make_excerpt

__all__ = ["Hit", "find"]


@dataclass(frozen=True)
class Hit:
    """A section that answers a question, with a piece of its text."""

    part: Part
    section: Section
    excerpt: list[Segment]

    @property
    def url(self):
        return f"{self.part.url}#{self.section.anchor}"


def find(question):
    """Return the Hits for a question (a str): all its words are in them, in any form.

    Sections with a word of the question in their title come first.
    """
    analysis = get_analysis(LANGUAGE)
    words = [
        analysis.get_token_lexemes(token)
        for token in analysis.find_tokens(question)
        if not analysis.is_stop_word(token.joined)
    ][:MOST_WORDS]
    found = [
        (part, section)
        for part in list_parts()
        for section in part.sections
        if words and answers(f"{section.title} {section.text}", words, analysis)
    ]
    asked = frozenset().union(*words)
    found.sort(key=lambda each: not asked & get_lexemes(each[1].title, analysis))
    return [
        Hit(part, section, make_excerpt("", section.text, asked, analysis)[0])
        for part, section in found
    ]


def answers(text, words, analysis):
    """Return whether each word, a set of lexemes, is in the text."""
    lexemes = get_lexemes(text, analysis)
    return all(word & lexemes for word in words)


def get_lexemes(text, analysis):
    return frozenset().union(*map(analysis.get_token_lexemes, analysis.find_tokens(text)))
