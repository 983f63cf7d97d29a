"""What was published of a translated page before: its versions, and the words in them.

A version keeps words only, not what they are a translation of. That is told by the history: words
were written for what stood in the source when they were first there.
"""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import PageLogEntry, Revision
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from translations.passages import get_part

__all__ = ["Version", "Words", "get_version", "list_versions", "list_words"]

PUBLISHED = ["wagtail.publish", "wagtail.publish.scheduled"]


@dataclass(frozen=True)
class Version:
    """A revision of a page that was published, when, and by whom (a name, a str)."""

    revision: Revision
    published_at: datetime
    person: str


@dataclass(frozen=True)
class Words:
    """One text of a page as it was once, with the attributes of its links.

    `source_text` is what it is a translation of; None where that was never recorded.
    """

    path: str
    text: str
    attrs: dict
    source_text: str | None = None


def list_versions(page):
    """Return what was published of a page as a list of Version, the latest first."""
    entries = (
        PageLogEntry.objects.filter(page=page, action__in=PUBLISHED)
        .select_related("revision", "user")
        .order_by("-timestamp")
    )
    # A revision may have been removed to save room.
    return [
        Version(each.revision, each.timestamp, each.user_display_name)
        for each in entries
        if each.revision
    ]


def get_version(page, revision):
    """Return the Version of a Revision of a page, which may be one that was never published."""
    published = [each for each in list_versions(page) if each.revision == revision]
    if published:
        return published[-1]
    user = revision.user
    return Version(revision, revision.created_at, str(user) if user else "")


def list_words(source, page, version):
    """Return what a Version of a translated page says, as a list of Words in order.

    `source` is the page in the source language. What stood there untranslated is left out.
    """
    until = version.revision.created_at
    events = [(each.published_at, 0, each.revision) for each in list_versions(source)]
    events += [
        (each.revision.created_at, 1, each.revision)
        for each in list_versions(page)
        if each.revision != version.revision
    ]
    events = [event for event in events if event[0] <= until]
    originals, words = {}, {}
    for _at, is_translation, revision in sorted(events, key=lambda event: event[:2]):
        if is_translation:
            words = follow(read_texts(revision), originals, words)
        else:
            originals = read_texts(revision)
    return list(follow(read_texts(version.revision), originals, words).values())


def follow(texts, originals, before):
    """Return what a page says now, as Words by place.

    All three are such dictionaries: what it says, what the source says now, and what the page
    said `before`. Words that stay belong to what they belonged to; others to the source as it is.
    """
    now = {}
    for place, each in texts.items():
        was = before.get(place)
        if was and was.text == each.text:
            source_text = was.source_text
        else:
            source_text = originals[place].text if place in originals else None
        now[place] = Words(each.path, each.text, each.attrs, source_text)
    return now


def read_texts(revision):
    """Return the texts of a revision as Words, by place: the path, and the number within it."""
    page = revision.as_object()
    untranslated = set(page.untranslated)
    texts, counts = {}, {}
    for segment in extract_segments(page):
        if not isinstance(segment, StringSegmentValue):
            continue
        number = counts[segment.path] = counts.get(segment.path, -1) + 1
        if get_part(segment.path) not in untranslated:
            words = Words(segment.path, segment.string.data, segment.attrs or {})
            texts[segment.path, number] = words
    return texts
