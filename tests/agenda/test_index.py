from django.utils import timezone
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import PageViewRestriction

from agenda.ending import note_what_is_over
from agenda.models import MeetingPage
from site_version.version import read_version
from tests.agenda.moments import HOUR, ago, at
from tests.factories import (
    MeetingPageFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
)


class TestTheAgenda:
    def read(self, client, url):
        """Return the titles of the meetings on a page, in their order."""
        document = html.fromstring(client.get(url).content)
        return [each.text_content() for each in document.xpath("//h3[@class='card__title']")]

    def read_filters(self, client, url):
        """Return the words of the choices of each filter, by its label."""
        document = html.fromstring(client.get(url).content)
        return {
            nav.get("aria-label"): [" ".join(link.text_content().split()) for link in nav.iter("a")]
            for nav in document.xpath("//nav[@class='filter']")
        }

    def test_has_what_comes_with_the_first_one_first_and_then_what_was(self, client, agenda):
        MeetingPageFactory(parent=agenda, title="Later", start=timezone.now() + 48 * HOUR)
        MeetingPageFactory(parent=agenda, title="Eerst", start=timezone.now() + 24 * HOUR)
        MeetingPageFactory(parent=agenda, title="Bezig", start=timezone.now() - HOUR)
        for number in range(4):
            MeetingPageFactory(parent=agenda, title=f"Was {number}", start=ago(days=2 + number))

        assert self.read(client, agenda.url) == [
            *("Bezig", "Eerst", "Later", "Was 0", "Was 1", "Was 2")
        ]

    def test_has_an_archive_of_years_with_the_last_one_first(self, client, agenda):
        for title, start in [
            ("Lente", at(2019, 4, 1, 14)),
            # The year of the clock, which was not that of UTC.
            ("Oudjaar", at(2020, 1, 1, 0, 30)),
            ("Herfst", at(2019, 10, 1, 14)),
        ]:
            MeetingPageFactory(parent=agenda, title=title, start=start)
        MeetingPageFactory(parent=agenda, title="Komt nog")

        assert self.read(client, f"{agenda.url}?year=2019") == ["Herfst", "Lente"]
        assert self.read(client, f"{agenda.url}?year=2020") == ["Oudjaar"]
        assertContains(client.get(agenda.url), 'href="?year=2019"')

    def test_filters_by_theme_and_by_team(self, client, agenda):
        theme = ThemeFactory(name="Armoede", slug="armoede")
        team = WorkTeamPageFactory(
            parent=WorkTeamIndexPageFactory(parent=agenda.get_parent()), slug="samenspel"
        )
        MeetingPageFactory(parent=agenda, title="Soep", themes=[theme])
        MeetingPageFactory(parent=agenda, title="Brood", work_teams=[team])

        assert self.read(client, f"{agenda.url}?theme=armoede") == ["Soep"]
        assert self.read(client, f"{agenda.url}?team=samenspel") == ["Brood"]
        assert self.read(client, f"{agenda.url}?theme=armoede&team=samenspel") == []
        assertContains(client.get(f"{agenda.url}?team=weg"), "Dit filter bestaat niet")

    def test_says_how_much_each_choice_leaves(self, client, agenda):
        theme = ThemeFactory(name="Armoede", slug="armoede")
        soon = timezone.now() + 24 * HOUR
        for title, start, themes in [
            ("Straks", soon, [theme]),
            ("Lente", at(2019, 4, 1, 14), [theme]),
            ("Mei", at(2019, 5, 1, 14), []),
            ("Eerder", at(2018, 5, 1, 14), []),
        ]:
            MeetingPageFactory(parent=agenda, title=title, start=start, themes=themes)

        # Without a year it is what comes, and that divides nothing else here.
        assert self.read_filters(client, agenda.url) == {
            "Wanneer": ["Wat er komt (1)", "2019 (2)", "2018 (1)"]
        }
        assert self.read_filters(client, f"{agenda.url}?year=2019") == {
            "Wanneer": ["Wat er komt (1)", "2019 (2)", "2018 (1)"],
            "Thema": ["Alle thema’s (2)", "Armoede (1)"],
        }
        assert self.read_filters(client, f"{agenda.url}?theme=armoede") == {
            "Wanneer": ["Wat er komt (1)", "2019 (1)"],
            "Thema": ["Alle thema’s (1)", "Armoede (1)"],
        }

    def test_leads_to_its_only_year_though_nothing_comes(self, client, agenda):
        MeetingPageFactory(parent=agenda, start=at(2019, 4, 1, 14))

        assert self.read_filters(client, agenda.url) == {"Wanneer": ["Wat er komt (0)", "2019 (1)"]}

    def test_counts_the_filters_that_somebody_chose(self, client, agenda):
        """What comes is shown to who chose nothing."""
        theme = ThemeFactory(name="Armoede", slug="armoede")
        MeetingPageFactory(parent=agenda, title="Soep", themes=[theme])
        MeetingPageFactory(parent=agenda, title="Brood")

        assertNotContains(client.get(agenda.url), "gekozen)")
        assertContains(client.get(f"{agenda.url}?theme=armoede"), "(1 gekozen)")

    def test_folds_its_filters_once(self, client, agenda):
        MeetingPageFactory(parent=agenda, start=at(2019, 4, 1, 14))

        page = html.fromstring(client.get(agenda.url).content)

        assert len(page.xpath("//details[.//nav[@class='filter']]")) == 1

    def test_shows_no_drafts_and_nothing_private(self, client, agenda):
        MeetingPageFactory(parent=agenda, title="Concept", live=False)
        private = MeetingPageFactory(parent=agenda, title="Besloten")
        PageViewRestriction.objects.create(page=private, restriction_type="login")

        assert self.read(client, agenda.url) == []
        assertContains(client.get(agenda.url), "Er staat nu niets gepland.")

    def test_knows_when_something_is_over_where_it_was_kept(self, agenda):
        """Nothing else changes at that moment that would make the pages anew."""
        meeting = MeetingPageFactory(parent=agenda, end=timezone.now() + HOUR, start=ago(hours=1))
        MeetingPage.objects.update(end=ago(minutes=1))
        before = read_version()

        note_what_is_over()
        assert read_version() != before
        assert MeetingPage.objects.get(pk=meeting.pk).was_over

        before = read_version()
        note_what_is_over()
        assert read_version() == before
