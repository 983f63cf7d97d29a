"""axe finds nothing on any template, in both schemes, on a phone and on a desktop."""

from pathlib import Path

import axe_playwright_python
import pytest

PAGES = [
    "/",
    "/nieuws/",
    "/nieuws/?page=2",
    "/nieuws/?year=1999",
    "/nieuws/burgerkracht-als-doorzettingskracht/",
    "/werkteams/",
    "/werkteams/samenspel-formeel-en-informeel/",
    "/partners/",
    "/over-ons/",
    "/over-ons/voorbeelden-van-blokken/",
    "/contact/",
    "/contact/route/",
    "/toegankelijkheid/",
    "/privacy/",
    "/zoeken/",
    "/zoeken/?q=werkteam",
    "/zoeken/?q=mantelzrog",
    "/zoeken/?q=xyzzy",
    "/bestaat-niet/",
]
PHONE = {"width": 412, "height": 915}
DESKTOP = {"width": 1280, "height": 900}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


def run_axe(page):
    """Return axe's findings of any impact, best practices included, as readable lines."""
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page, path, scheme, viewport):
    page = open_page(path, color_scheme=scheme, viewport=viewport)

    assert run_axe(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_at_320_pixels(open_page, path):
    page = open_page(path, viewport={"width": 320, "height": 640})

    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", PAGES)
def test_text_of_twice_the_size_stays_within_the_window(open_page, path):
    page = open_page(path, viewport=DESKTOP)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.parametrize("path", PAGES)
def test_more_space_in_the_text_clips_nothing(open_page, path):
    """WCAG 1.4.12: line height 1.5, paragraphs 2, letters 0.12 and words 0.16 times the size."""
    page = open_page(path, viewport={"width": 320, "height": 640}, bypass_csp=True)
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
        " word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"
    )

    clipped = page.evaluate(
        """[...document.querySelectorAll("main *, header *, footer *")].filter(element => {
            const style = getComputedStyle(element)
            const hides = ["hidden", "clip"].includes(style.overflowY)
            return hides && element.clientHeight > 1
                && element.scrollHeight > element.clientHeight + 1
                && element.textContent.trim()
        }).map(element => element.outerHTML.slice(0, 120))"""
    )

    assert clipped == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_for_who_asked_for_calm(open_page, path):
    page = open_page(path, reduced_motion="reduce")

    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("path", PAGES)
def test_targets_are_large_enough_to_hit(open_page, path):
    """WCAG 2.5.8: 24 by 24 pixels, or that much room around it; not for links in a sentence."""
    page = open_page(path, viewport=PHONE)

    crowded = page.evaluate(
        """(() => {
            const targets = [...document.querySelectorAll("a, button, summary, input, select")]
                .filter(element => element.checkVisibility({visibilityProperty: true}))
                .filter(element => !element.closest(".skip-link, p, dd, address, figcaption, td"))
                .map(element => ({element, box: element.getBoundingClientRect()}))
            const isSmall = ({box}) => box.width < 24 || box.height < 24
            const isNear = (box, other) => {
                const x = box.left + box.width / 2, y = box.top + box.height / 2
                const dx = Math.max(other.left - x, 0, x - other.right)
                const dy = Math.max(other.top - y, 0, y - other.bottom)
                return Math.hypot(dx, dy) < 12
            }
            return targets
                .filter(isSmall)
                .filter(one => targets.some(other => other !== one && isNear(one.box, other.box)))
                .map(({element}) => element.outerHTML.slice(0, 120))
        })()"""
    )

    assert crowded == []


@pytest.mark.parametrize("path", PAGES)
def test_all_text_is_there_without_script(open_page, path):
    def words(page):
        return page.evaluate("document.body.textContent.split(/\\\\s+/).filter(Boolean).length")

    with_script = words(open_page(path))
    without = words(open_page(path, java_script_enabled=False))

    assert without >= 0.99 * with_script
