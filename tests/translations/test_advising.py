"""The panel "Before you publish" beside a translation: the same checks, in its own words."""

import pytest

from tests.translations.steps import BOARD, get_field_of, make_item, translate


@pytest.fixture
def draft(index):
    """The Translation of a news item with seven passages, of which none is translated."""
    return translate(make_item(index.pk, title="Tafel"), "", publish=False)


def send(client, translation, **texts):
    """Return what Wagtail's autosave gets that sends texts by the paths of their passages."""
    typed = {get_field_of(translation, path): text for path, text in texts.items()}
    return client.post(
        f"{BOARD}{translation.pk}/", typed, headers={"Accept": "application/json"}
    ).json()


class TestAdvice:
    def test_is_about_what_was_translated(self, admin, draft):
        answer = send(admin, draft, summary="COME AND JOIN US at the table")

        assert "“COME AND JOIN US” staat in hoofdletters" in answer["advice"]
        text = admin.get(f"{BOARD}{draft.pk}/?show=all").content.decode()
        assert "“COME AND JOIN US” staat in hoofdletters" in text
        assert f'href="#id_{get_field_of(draft, "summary")}"' in text

    def test_offers_no_repair(self, admin, draft):
        """It would change the source."""
        text = admin.get(f"{BOARD}{draft.pk}/").content.decode()

        assert 'id="advice-findings"' in text
        assert "/repair/" not in text
