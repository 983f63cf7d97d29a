"""Any number of made-up news items, the same ones each time, to measure search with."""

import datetime
import random
from itertools import accumulate

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page

from news.models import NewsPage

__all__ = ["COMMON", "COMPOUND_PART", "RARE", "TWO_WORDS", "TYPING_ERROR", "Pages"]

RARE = "zeldzaamwoord"
COMMON = "gemeente"
TWO_WORDS = "gemeente wijkteam"
COMPOUND_PART = "gesprek"
TYPING_ERROR = "zeldzaamworod"
# Each of these words stands in this share of the pages.
SHARES = {"gemeente": 0.25, "wijkteam": 0.02, "keukentafelgesprekken": 0.01}
# And the rare word in so many pages in all.
RARE_PAGES = 4

WORDS = 20_000
WORDS_IN_TEXT = 150
WORDS_IN_TITLE = 5
WORDS_IN_SENTENCE = 12
ONSETS = [*"bdfghjklmnprstvwz", "br", "dr", "gr", "kl", "kr", "pl", "st", "tr", "sch"]
VOWELS = [*"aeiou", "aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ij", "ou"]
CODAS = ["", "", "k", "l", "m", "n", "p", "r", "s", "t", "cht", "nd", "rk", "st"]
FIRST_DAY = datetime.date(2016, 9, 22)


class Pages:
    """A growing number of live news items below the root page, in Dutch."""

    def __init__(self):
        self.random = random.Random(20261124)  # noqa: S311 - texts, not secrets
        self.locale = Locale.objects.get(language_code="nl")
        self.root = Page.get_first_root_node()
        self.content_type = ContentType.objects.get_for_model(NewsPage)
        self.words = [self.make_word() for _ in range(WORDS)]
        # The second word is half as common as the first, and so on (Zipf).
        self.weights = list(accumulate(1 / place for place in range(1, WORDS + 1)))
        self.number = 0

    def make_word(self):
        """Return a word of two or three syllables that could be Dutch."""
        return "".join(
            self.random.choice(ONSETS) + self.random.choice(VOWELS) + self.random.choice(CODAS)
            for _ in range(self.random.choice([2, 2, 3]))
        )

    def write(self, length):
        return self.random.choices(self.words, cum_weights=self.weights, k=length)

    def grow_to(self, number, chunk):
        """Make pages until there are `number`; yields them as lists of at most `chunk`."""
        while self.number < number:
            size = min(chunk, number - self.number)
            bases = Page.objects.bulk_create([self.make_base() for _ in range(size)])
            yield [self.make_page(base) for base in bases]

    def make_base(self):
        """Return the row of a page that all types of pages have, not yet stored."""
        self.number += 1
        title = " ".join(self.write(WORDS_IN_TITLE)).capitalize()
        return Page(
            title=title,
            draft_title=title,
            slug=f"bericht-{self.number}",
            path=Page._get_path(self.root.path, self.root.depth + 1, self.number + 1000),
            depth=self.root.depth + 1,
            url_path=f"/bericht-{self.number}/",
            locale=self.locale,
            content_type=self.content_type,
        )

    def make_page(self, base):
        """Return the news item that a stored row is part of, stored too."""
        extra = [word for word, share in SHARES.items() if self.random.random() < share]
        rare = [RARE] if int(base.slug.split("-")[1]) <= RARE_PAGES else []
        text = " ".join([*self.write(WORDS_IN_TEXT), *extra, *rare])
        shared = {field.attname: getattr(base, field.attname) for field in Page._meta.fields}
        page = NewsPage(
            **shared,
            page_ptr=base,
            summary=" ".join(self.write(WORDS_IN_SENTENCE)),
            date=FIRST_DAY + datetime.timedelta(days=base.pk % 3_000),
            body=[("text", f"<p>{text}</p>")],
        )
        page.save_base(raw=True)
        return page

    def rewrite_sentence(self, page):
        """Put a dozen other words in the place of as many in the text of a page, without saving."""
        words = page.body[0].value.source.removeprefix("<p>").removesuffix("</p>").split()
        place = self.random.randrange(len(words) - WORDS_IN_SENTENCE)
        words[place : place + WORDS_IN_SENTENCE] = self.write(WORDS_IN_SENTENCE)
        page.body = [("text", f"<p>{' '.join(words)}</p>")]

    def get_one(self):
        """Return a page as the database has it."""
        return NewsPage.objects.get(slug="bericht-100")
