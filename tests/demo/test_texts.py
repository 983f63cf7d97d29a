"""The words of the demonstration content: that they are plain, honest, and hold what is known."""

import datetime
import re
import statistics

import polib

from demo import FOLDER, read_texts
from library.models import Image

FILES = ["site", "pages", "teams", "news", "pictures/alt"]
# Shared facts: the only days that are known. All other news has a day of our own making.
KNOWN_DAYS = {
    datetime.date(2016, 9, 22),
    datetime.date(2017, 12, 8),
    datetime.date(2018, 5, 13),
}
KNOWN_PARTNERS = {"Hogeschool Rotterdam", "Hogeschool Inholland", "Gemeente Rotterdam"}


def walk(value, name=""):
    """Yield (name, text) for every text in a table, however deep."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from walk(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from walk(part, name)
    elif isinstance(value, str):
        yield name, value


def read_all_texts():
    return [found for file in FILES for found in walk(read_texts(file))]


def read_news():
    return read_texts("news")["page"]


def get_words_shown(texts):
    """Return what visitors read, without mark-up; names, addresses and choices are left out."""
    hidden = {"address", "type", "slug", "url", "email", "status", "state", "precision", "kind"}
    hidden |= {"means", "level"}
    return [
        re.sub(r"<[^>]+>", "\n", re.sub(r"</?(a|b|i)\b[^>]*>", "", text))
        for name, text in texts
        if name not in hidden and not re.fullmatch(r"\w+:\S+|in \d+ days", text)
    ]


def get_sentences(words):
    """Return the sentences of a text; the end of a line ends one, as in a list."""
    parts = re.split(r"(?<=[.!?])\s+|(?<=[.!?][\u2019)])\s+|\n", words)
    return [part for part in parts if part.strip()]


def find_tables(value, name):
    """Yield every table that stands under `name`, however deep."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key == name and isinstance(part, dict):
                yield part
            yield from find_tables(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from find_tables(part, name)


class TestTexts:
    def test_have_short_sentences(self):
        words_shown = get_words_shown(read_all_texts())
        sentences = [sentence for words in words_shown for sentence in get_sentences(words)]

        # Names and captions are no sentences; they would make the median look better than it is.
        lengths = [len(sentence.split()) for sentence in sentences if sentence[-1] in ".!?"]

        assert statistics.median(lengths) <= 15
        assert [sentence for sentence in sentences if len(sentence.split()) > 25] == []

    def test_use_dutch_typography(self):
        # Straight or English quotation marks, three full stops, a hyphen for a dash.
        faults = re.compile(r"[\"'\u201c\u201d`]|\.\.\.| - ")

        words_shown = get_words_shown(read_all_texts())

        assert [words for words in words_shown if faults.search(words)] == []

    def test_address_the_reader_formally(self):
        informal = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
        words_shown = get_words_shown(read_all_texts())

        assert [words for words in words_shown if informal.search(words)] == []

    def test_have_links_that_say_where_they_lead(self):
        everything = " ".join(text for _, text in read_all_texts())
        links = re.findall(r"<a [^>]*>(.*?)</a>", everything)

        assert links
        assert [words for words in links if re.match("hier|lees meer|klik", words, re.I)] == []

    def test_have_alternative_texts_that_fit(self):
        longest = Image._meta.get_field("description").max_length
        pictures = read_texts("pictures/alt")

        assert [name for name, picture in pictures.items() if not picture["alt"]] == []
        assert [name for name, picture in pictures.items() if len(picture["alt"]) > longest] == []

    def test_let_nobody_speak_but_work_team_2_and_marked_examples(self):
        quotes = [quote for file in FILES for quote in find_tables(read_texts(file), "quote")]

        assert quotes
        assert [
            quote
            for quote in quotes
            if quote["speaker"] != "Werkteam 2" and "Voorbeeld" not in quote["speaker"]
        ] == []

    def test_say_so_when_the_day_of_a_news_item_is_made_up(self):
        unsure = [item for item in read_news() if item["date"] not in KNOWN_DAYS]

        assert unsure
        assert [
            item["title"]
            for item in unsure
            if "is een voorbeeld" not in str(item) and "zijn een voorbeeld" not in str(item)
        ] == []

    def test_say_so_when_a_partner_is_made_up(self):
        names = {partner["name"] for partner in read_texts("site")["partner"].values()}

        assert names > KNOWN_PARTNERS
        assert all("voorbeeld" in name for name in names - KNOWN_PARTNERS)

    def test_say_so_when_an_open_call_is_made_up(self):
        teams = read_texts("teams")["page"]
        titles = [call["title"] for team in teams for call in team.get("open_calls", [])]

        assert titles
        assert all("Voorbeeld" in title for title in titles)

    def test_give_one_email_address_and_one_telephone_number(self):
        contact = read_texts("site")["contact"]
        everything = " ".join(text for _, text in read_all_texts())

        # Of people who are examples, it is one that nobody has (RFC 2606).
        addresses = set(re.findall(r"[\w.]+@[\w.]+\w", everything))
        assert addresses - {"voorbeeld@example.org"} == {contact["email"]}
        assert set(re.findall(r"\b010[\d ]+\d", everything)) == {contact["telephone"]}

    def test_say_in_both_languages_how_long_the_bin_keeps_what_is_deleted(self, settings):
        (dutch,) = [text for _, text in read_all_texts() if "prullenbak" in text]
        entries = polib.pofile(str(FOLDER / "english.po"))
        (english,) = [each.msgstr for each in entries if "prullenbak" in each.msgid]

        assert f"{settings.BIN_DAYS} dagen" in dutch
        assert f"{settings.BIN_DAYS} days" in english

    def test_tell_the_story_of_13_may_2018_in_full(self):
        item = next(item for item in read_news() if item["date"] == datetime.date(2018, 5, 13))

        words = " ".join(get_words_shown(walk(item["body"]))).split()

        assert item["title"] == "Burgerkracht als doorzettingskracht"
        assert len(words) >= 450
