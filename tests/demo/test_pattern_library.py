from lxml import html
from pytest_django.asserts import assertContains, assertRedirects

ADDRESS = "/-/components/"


class TestComponents:
    def test_are_for_staff_only(self, client, home):
        response = client.get(ADDRESS)

        assertRedirects(response, f"/admin/login/?next={ADDRESS}", fetch_redirect_response=False)

    def test_show_every_block_on_an_otherwise_empty_site(self, admin, home):
        response = admin.get(ADDRESS)

        labels = html.document_fromstring(response.content).find_class("language-label")
        assert ("nl", "In het Engels") in {
            (label.get("lang"), label.text_content().strip()) for label in labels
        }
        for part in [
            "<blockquote>",
            "<summary>",
            "<caption",
            'class="button',
            'class="video',
        ]:
            assertContains(response, part)
