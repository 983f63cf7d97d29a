"""The dialogs in which staff delete and unpublish, and the bin in which they find it again."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import GroupPagePermission, Page

from accounts.models import User
from bin.deleting import put_page_in_bin
from bin.models import Deletion
from tests.bin.steps import publish
from tests.factories import (
    PASSWORD,
    NewsIndexPageFactory,
    NewsPageFactory,
    StandardPageFactory,
    get_home,
    make_english_home,
    translate,
)

LIST = "/admin/bin/"


@pytest.fixture(scope="module")
def kept(keep):
    """A site with news in two languages and a page on something else, by key."""
    with keep():
        home = get_home()
        english_home = make_english_home(home)
        index = publish(NewsIndexPageFactory(parent=home, title="Nieuws"))
        translate(index, title="News")
        item = publish(NewsPageFactory(parent=index, title="Keukentafel"))
        english = translate(item, title="Kitchen table")
        about = publish(StandardPageFactory(parent=home, title="Over ons"))
        yield {
            "index": index.pk,
            "item": item.pk,
            "english": english.pk,
            "about": about.pk,
            "home": english_home.pk,
        }


@pytest.fixture
def pages(kept, db):
    return {name: Page.objects.get(pk=key).specific for name, key in kept.items()}


@pytest.fixture
def item(pages):
    return pages["item"]


def get_url(name, page):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


def get_bulk_url(action, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    keys = "&".join(f"id={page.pk}" for page in pages)
    return f"{url}?{keys}&next=/admin/"


def reload(page):
    return Page.objects.get(pk=page.pk)


class TestDeleting:
    def test_asks_about_english_and_where_visitors_go(self, admin, pages, item):
        response = admin.get(get_url("delete", item))

        assertContains(response, "Ook de pagina in het Engels: “Kitchen table”")
        assertContains(response, "Waar sturen we bezoekers heen?")
        assertContains(response, "“Nieuws”, de pagina erboven")
        form = response.context["form"]
        assert form["destination"].initial == str(pages["index"].pk)

    def test_takes_a_draft_as_well(self, admin, pages, item):
        pages["english"].unpublish()

        admin.post(get_url("delete", item), {"with_translations": "on", "destination": ""})

        assert set(Deletion.objects.get().pages.values_list("page", flat=True)) == {
            item.pk,
            pages["english"].pk,
        }

    def test_does_what_was_answered(self, admin, client, pages, item):
        answers = {"with_translations": "on", "destination": "other", "other": pages["about"].pk}

        response = admin.post(get_url("delete", item), answers, follow=True)

        assertContains(response, "“Keukentafel” ligt in de prullenbak.")
        assert [client.get(each.url).url for each in [item, pages["english"]]] == [
            pages["about"].url
        ] * 2

    def test_sends_visitors_nowhere_where_that_was_answered(self, admin, client, pages, item):
        admin.post(get_url("delete", item), {"destination": ""})

        answer = client.get(item.url)
        assertContains(answer, "Deze pagina is er niet meer", status_code=410)
        assert client.get(pages["english"].url).status_code == 200

    @pytest.mark.parametrize("other", ["", "self", "below"])
    def test_asks_again_for_a_page_that_nobody_sees_then(self, admin, pages, item, other):
        key = {"": "", "self": pages["index"].pk, "below": item.pk}[other]

        response = admin.post(
            get_url("delete", pages["index"]), {"destination": "other", "other": key}
        )

        assertContains(response, "Kies een pagina die elke bezoeker kan zien.")
        assert not Deletion.objects.exists()

    def test_asks_nothing_about_a_draft(self, admin, pages):
        draft = NewsPageFactory(parent=pages["index"], title="Later", live=False)

        response = admin.get(get_url("delete", draft))

        assertContains(response, "naar de prullenbak")
        assertNotContains(response, "Waar sturen we bezoekers heen?")

    def test_of_the_page_that_the_site_begins_with_is_refused(self, admin, pages):
        home = get_home()

        admin.post(get_url("delete", home))

        assert get_home().live

    def test_is_for_who_may(self, client, pages, item):
        client.force_login(make_user("change_page", pages["index"]))

        client.post(get_url("delete", item))

        assert not Deletion.objects.exists()

    def test_of_many_asks_once(self, admin, client, pages, item):
        other = publish(NewsPageFactory(parent=pages["index"], title="Markt"))
        url = get_bulk_url("delete", item, other)
        assertContains(admin.get(url), "Waar sturen we bezoekers heen?", count=1)

        response = admin.post(
            url, {"with_translations": "on", "destination": pages["index"].pk}, follow=True
        )

        assertContains(response, "2 dingen liggen in de prullenbak.")
        assert client.get(item.url).url == client.get(other.url).url == pages["index"].url
        assert client.get(pages["english"].url).url.startswith("/en/")
        assert Deletion.objects.count() == 2


def make_user(right, page):
    """Return somebody with one right on a page and those below it."""
    group = Group.objects.create(name="Sommigen")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(codename=right)
    GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = User.objects.create_user("iemand@example.org", PASSWORD)
    user.groups.add(group)
    return user


class TestUnpublishing:
    def test_leads_visitors_elsewhere_until_the_page_is_published(self, admin, client, pages, item):
        url = get_url("unpublish", item)
        assertContains(admin.get(url), "Waar sturen we bezoekers heen?")

        admin.post(url, {"with_translations": "on", "destination": pages["index"].pk})

        assert client.get(item.url).url == pages["index"].url
        assert not reload(pages["english"]).live
        reload(item).specific.save_revision().publish()
        assert client.get(item.url).status_code == 200

    def test_of_many_leads_visitors_elsewhere(self, admin, client, pages, item):
        admin.post(
            get_bulk_url("unpublish", item, pages["about"]), {"destination": pages["index"].pk}
        )

        for page in [item, pages["about"]]:
            assert client.get(page.url).url == pages["index"].url

    def test_of_a_draft_says_that_it_is_not_on_the_site(self, admin, pages, item):
        pages["about"].unpublish()

        response = admin.get(get_bulk_url("unpublish", item, pages["about"]))

        assertContains(response, "Ze staan niet op de site, of u mag dit niet:")

    def test_of_a_section_leads_visitors_of_all_of_it_elsewhere(self, admin, client, pages, item):
        admin.post(
            get_url("unpublish", pages["index"]),
            {"include_descendants": "on", "destination": "other", "other": pages["about"].pk},
        )

        assert client.get(item.url).url == pages["about"].url


class TestTheBin:
    @pytest.fixture
    def deletion(self, pages, item, editor):
        return put_page_in_bin(item, editor, [pages["english"]])

    def test_tells_what_when_and_who(self, admin, editor, deletion):
        response = admin.get(LIST)

        assertContains(response, "Keukentafel")
        assertContains(response, "Nieuwsbericht")
        assertContains(response, "Engels")
        assertContains(response, "90 dagen")
        assertContains(response, editor.get_full_name())

    def test_is_searched(self, admin, deletion):
        assertContains(admin.get(LIST, {"q": "tafel"}), "Keukentafel")
        assertNotContains(admin.get(LIST, {"q": "markt"}), "Keukentafel")

    def test_gives_back_with_one_press(self, admin, client, item, deletion):
        response = admin.post(reverse("bin:restore", args=[deletion.pk]), follow=True)

        assertContains(response, "“Keukentafel” staat er weer.")
        assert client.get(item.url).status_code == 200

    def test_asks_for_another_slug_where_that_is_taken(self, admin, pages, item, deletion):
        NewsPageFactory(parent=pages["index"], title="Anders", slug=item.slug)
        url = reverse("bin:restore", args=[deletion.pk])

        response = admin.post(url)
        assertContains(response, f'value="{item.slug}-2"')
        assert Deletion.objects.exists()

        admin.post(url, {f"slug-{item.pk}": "tafel"})
        assert reload(item).slug == "tafel"

    def test_says_that_the_day_of_a_plan_is_over(self, admin, item, deletion):
        cut = ["wagtailcore.Revision", "approved_go_live_at", item.latest_revision_id]
        Deletion.objects.update(cut=[[*cut, "2026-01-02T08:00:00+00:00"]])

        response = admin.post(reverse("bin:restore", args=[deletion.pk]), follow=True)

        assertContains(response, "“Keukentafel” zou vrijdag 2 januari")

    def test_says_what_to_put_back_first(self, admin, pages, deletion):
        put_page_in_bin(pages["index"])

        response = admin.post(reverse("bin:restore", args=[deletion.pk]))

        assertContains(response, "Zet eerst de pagina terug waar “Keukentafel” onder stond.")

    def test_lets_go_for_ever_only_when_asked(self, admin, item, deletion):
        url = reverse("bin:throw_away", args=[deletion.pk])
        assertContains(admin.get(url), "voorgoed weg")
        assert Deletion.objects.exists()

        admin.post(url)

        assert not Page.objects.filter(pk=item.pk).exists()

    @pytest.mark.parametrize("name", ["restore", "throw_away"])
    def test_is_for_who_may(self, client, pages, deletion, name):
        client.force_login(make_user("change_page", pages["index"]))

        client.post(reverse(f"bin:{name}", args=[deletion.pk]))

        assert Deletion.objects.exists()

    def test_takes_as_many_queries_when_it_is_full(
        self, admin, pages, deletion, django_assert_max_num_queries
    ):
        numbers = []
        for _more in range(2):
            for number in range(3):
                put_page_in_bin(NewsPageFactory(parent=pages["index"], title=f"N {number}"))
            admin.get(LIST)
            with django_assert_max_num_queries(200) as queries:
                admin.get(LIST)
            numbers.append(len(queries))

        assert numbers[0] == numbers[1]


class TestAPageInTheBin:
    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def address(cls, kept, keep):
        """The address that the page had; it and its translation are in the bin."""
        with keep():
            item, english = (Page.objects.get(pk=kept[name]) for name in ["item", "english"])
            address = item.url
            put_page_in_bin(item.specific, None, [english.specific])
            yield address

    @pytest.fixture(params=["administrator", "Redactie"])
    def staff(self, request, client, db):
        """A client of somebody who may change all pages, by their role or without one."""
        user = User.objects.create_user("staf@example.org", PASSWORD)
        user.is_superuser = request.param == "administrator"
        user.save()
        user.groups.set(Group.objects.filter(name=request.param))
        client.force_login(user)
        return client

    def test_is_not_found(self, staff, item, address):
        for url in [
            "/admin/",
            "/admin/pages/search/?q=Keukentafel",
            "/admin/news/",
            "/admin/choose-page/search/?q=Keukentafel",
            "/admin/translations/",
            "/admin/reports/site-history/results/?object_type=1",
            "/admin/reports/aging-pages/",
            "/sitemap.xml",
            "/zoeken/?q=Keukentafel",
            "/nieuws/",
            "/nieuws/feed/atom/",
        ]:
            response = staff.get(url, follow=True)

            assert response.status_code == 200, url
            assertNotContains(response, f"/pages/{item.pk}/", msg_prefix=url)
            assertNotContains(response, address, msg_prefix=url)

    def test_is_led_to_from_an_old_link(self, admin, item):
        response = admin.get(get_url("edit", item), follow=True)

        assertContains(response, "“Keukentafel” ligt in de prullenbak.")

    def test_leaves_the_explorer_as_it_is(self, admin):
        response = admin.get("/admin/pages/", follow=True)

        assertContains(response, get_home().title)
        assertNotContains(response, ">Bin<")
