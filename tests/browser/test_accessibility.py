"""What a machine can hold of WCAG 2.2 on every page, in both schemes, on a phone and a desktop."""

import pytest

from tests.browser.views import DESKTOP, PHONE

each_scheme = pytest.mark.parametrize("scheme", ["light", "dark"])
each_viewport = pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
NARROW = {"width": 320, "height": 640}

# What axe leaves to a person, by its rule and a selector of the element, and why it is right.
UNDECIDED = {
    # weakWords() in measures.js computes the contrast of these three.
    ("color-contrast", ".round-table__total"): "One number, in white on the middle of the table.",
    ("color-contrast", ".growth__chart text"): "In the colour of text on the colour of the page.",
    ("color-contrast", ".timeline__date time"): "The pseudo-element is the dot, to the left of it.",
}

AXE = """async (known) => {
    const result = await axe.run(document, {
        resultTypes: ["violations", "incomplete"], elementRef: true,
    })
    const lines = (rules) => rules.flatMap(({id, nodes}) => nodes
        .filter(({element}) => !known.some(([rule, selector]) =>
            rule === id && element?.matches(selector)))
        .map(({html, any}) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`))
    return {violations: lines(result.violations), undecided: lines(result.incomplete)}
}"""

# WCAG 1.4.12
SPACING = """* {
    line-height: 1.5 !important;
    letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }"""


@each_viewport
@each_scheme
def test_axe_finds_nothing(shown, scheme, viewport):
    shown.show(viewport, scheme)

    found = shown.page.evaluate(AXE, list(UNDECIDED))

    assert found == {"violations": [], "undecided": []}


@each_scheme
def test_words_in_drawings_stand_out(shown, scheme):
    """WCAG 1.4.3, for what axe leaves undecided."""
    shown.show(DESKTOP, scheme)

    assert shown.measure("weakWords()") == []


@each_scheme
def test_parts_stand_out_from_what_is_around_them(shown, scheme):
    """WCAG 1.4.11: the edge of a control, and the parts of a drawing."""
    shown.show(DESKTOP, scheme)

    assert shown.measure("weakParts()") == []


def test_nothing_scrolls_sideways_at_320_pixels(shown):
    """WCAG 1.4.10"""
    shown.show(NARROW)

    assert shown.measure("overflow()") == 0


@each_viewport
def test_text_of_twice_the_size_fits(shown, viewport):
    """WCAG 1.4.4, for text alone."""
    shown.show(viewport)
    shown.measure("rememberClipped()")

    shown.page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert shown.measure("overflow()") == 0
    assert shown.measure("newlyClipped()") == []


@pytest.mark.parametrize("viewport", [NARROW, DESKTOP], ids=["narrow", "desktop"])
def test_more_space_in_the_text_clips_nothing(shown, viewport):
    """WCAG 1.4.12"""
    shown.show(viewport)
    shown.measure("rememberClipped()")

    shown.page.evaluate("style => measures.addStyle(style)", SPACING)

    assert shown.measure("overflow()") == 0
    assert shown.measure("newlyClipped()") == []


def test_targets_are_large_enough_to_hit(shown):
    """WCAG 2.5.8"""
    assert shown.measure("crowded()") == []


def test_nothing_moves_for_who_asked_for_calm(shown):
    shown.show(motion="reduce")

    assert shown.measure("moving()") == []
    assert shown.page.evaluate("document.getAnimations().length") == 0


@each_scheme
def test_boxes_keep_an_edge_in_forced_colours(shown, scheme):
    """Who forces colours, in Windows' high contrast for one, sees no grounds but the page's."""
    shown.show(DESKTOP, scheme)
    shown.measure("rememberBoxes()")

    shown.show(DESKTOP, scheme, forced="active")

    assert shown.measure("boxesWithoutEdge()") == []
    assert shown.measure("weakParts()") == []
