"""What a machine can hold of WCAG 2.2: on every page what depends on content, else by template."""

import pytest

from tests.browser.views import DESKTOP, MODELS, PHONE

each_scheme = pytest.mark.parametrize("scheme", ["light", "dark"])
each_viewport = pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
by_template = pytest.mark.parametrize("visit", MODELS, ids=str, indirect=True, scope="session")
NARROW = {"width": 320, "height": 640}

# What axe leaves to a person, by its rule and a selector of the element, and why it is right.
UNDECIDED = {
    # weakWords() in measures.js computes the contrast of these three.
    ("color-contrast", ".round-table__total"): "One number, in white on the middle of the table.",
    ("color-contrast", ".growth__chart text"): "In the colour of text on the colour of the page.",
    ("color-contrast", ".timeline__date time"): "The pseudo-element is the dot, to the left of it.",
}

AXE = """async ([known, rules]) => {
    const result = await axe.run(document, {
        resultTypes: ["violations", "incomplete"], elementRef: true,
        ...(rules.length ? {runOnly: rules} : {}),
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


def run_axe(visit, rules=()):
    """Return what axe finds wrong and what it cannot decide, by all of its rules or only some."""
    return visit.page.evaluate(AXE, [list(UNDECIDED), list(rules)])


def test_axe_finds_nothing(shown):
    shown.show(PHONE)

    assert run_axe(shown) == {"violations": [], "undecided": []}


@by_template
def test_axe_finds_nothing_on_a_desktop(shown):
    shown.show(DESKTOP)

    assert run_axe(shown) == {"violations": [], "undecided": []}


@by_template
def test_axe_finds_nothing_in_the_dark(shown):
    """Nothing but colours changes; a menu that is open on a phone is looked at there."""
    shown.show(PHONE if shown.view.opens else DESKTOP, "dark")

    assert run_axe(shown, ["color-contrast"]) == {"violations": [], "undecided": []}


@each_scheme
@by_template
def test_words_and_parts_stand_out(shown, scheme):
    """WCAG 1.4.3 for what axe leaves undecided, and 1.4.11: controls and parts of a drawing."""
    shown.show(DESKTOP, scheme)

    assert shown.find_faults("weakWords", "weakParts") == {}


def test_nothing_scrolls_sideways_at_320_pixels(shown):
    """WCAG 1.4.10"""
    shown.show(NARROW)

    assert shown.measure("overflow()") == 0


@each_viewport
@by_template
def test_text_of_twice_the_size_fits(shown, viewport):
    """WCAG 1.4.4, for text alone."""
    shown.show(viewport)
    shown.measure("rememberClipped()")

    shown.page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert shown.find_faults("overflow", "newlyClipped") == {}


@pytest.mark.parametrize("viewport", [NARROW, DESKTOP], ids=["narrow", "desktop"])
@by_template
def test_more_space_in_the_text_clips_nothing(shown, viewport):
    """WCAG 1.4.12"""
    shown.show(viewport)
    shown.measure("rememberClipped()")

    shown.page.evaluate("style => measures.addStyle(style)", SPACING)

    assert shown.find_faults("overflow", "newlyClipped") == {}


def test_targets_are_large_enough_to_hit(shown):
    """WCAG 2.5.8"""
    shown.show(PHONE)

    assert shown.measure("crowded()") == []


@by_template
def test_nothing_moves_for_who_asked_for_calm(shown):
    shown.show(motion="reduce")

    assert shown.measure("moving()") == []
    assert shown.page.evaluate("document.getAnimations().length") == 0


@each_scheme
@by_template
def test_boxes_keep_an_edge_in_forced_colours(shown, scheme):
    """Who forces colours, in Windows' high contrast for one, sees no grounds but the page's."""
    shown.show(DESKTOP, scheme)
    shown.measure("rememberBoxes()")

    shown.show(DESKTOP, scheme, forced="active")

    assert shown.find_faults("boxesWithoutEdge", "weakParts") == {}
