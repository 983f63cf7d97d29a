from pytest_django.asserts import assertContains, assertRedirects

ADDRESS = "/-/components/"


class TestComponents:
    def test_are_for_staff_only(self, client, home):
        response = client.get(ADDRESS)

        assertRedirects(response, f"/admin/login/?next={ADDRESS}", fetch_redirect_response=False)

    def test_show_every_block_on_an_otherwise_empty_site(self, admin, home):
        response = admin.get(ADDRESS)

        for part in [
            'class="language-label" lang="nl">In het Engels<',
            "<blockquote>",
            "<summary>",
            "<caption",
            'class="button',
            'class="video',
        ]:
            assertContains(response, part)
