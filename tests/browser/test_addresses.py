"""Addresses of mail and pages, and telephone numbers, as they stand in a line."""

SHOWN = ".address, a[href^='mailto:'], a[href^='tel:']"


def test_get_no_hyphen_that_is_not_in_them(open_page):
    page = open_page("/contact/")

    hyphens = page.locator(SHOWN).evaluate_all(
        "all => all.map(one => getComputedStyle(one).hyphens)"
    )

    assert len(hyphens) > 4
    assert set(hyphens) == {"none"}
