"""Editions to make mails of, with all that one can have."""

from django.utils.safestring import mark_safe

from issues.editions import Edition, Item

__all__ = ["make_edition", "make_item"]

WORDS = (
    "Het werkteam ging in gesprek met bewoners over wat er nodig is om samen verder te komen, en"
    " schreef op wat daar moeilijk aan was: de regels, de tijd en wie er nog niet aan tafel zit."
)
OPENING = mark_safe(
    "<p>Dit was een volle maand. Lees <b>wat er gebeurde</b> en"
    ' <a href="/agenda/">kom naar een bijeenkomst</a>.</p>'
    "<ul><li>Er is een open oproep.</li><li>Er is een nieuw werkblad.</li></ul>"
    '<p>Vragen? Mail naar <a href="mailto:info@example.org">info@example.org</a>.</p>'
)


def make_item(**fields):
    """Return an Item, a news item in Dutch where nothing else is said."""
    return Item(
        **{
            "kind": "Nieuws",
            "title": "Burgerkracht als doorzettingskracht",
            "summary": WORDS,
            "address": "http://localhost/nieuws/burgerkracht/",
            "image": None,
            "language": "nl",
            "note": "",
            **fields,
        }
    )


def make_edition(image=None, **fields):
    """Return an Edition in Dutch with an item of each sort; `image` is a picture for the first."""
    items = [
        make_item(image=image),
        make_item(
            kind="", title="Wie helpt mee?", summary=WORDS, action="Meld u aan als vrijwilliger"
        ),
        make_item(
            kind="Bijeenkomst",
            title="Leeskring",
            summary="",
            note="Alleen in het Engels.",
            language="en",
        ),
        make_item(kind="", title="Met dank", address="", summary="Dank aan iedereen die meedeed."),
    ]
    return Edition(
        **{
            "language": "nl",
            "subject": "Wat een volle tafel oplevert",
            "preview_line": "Met een open oproep en een nieuw werkblad",
            "opening": OPENING,
            "items": items,
            "web_address": "http://localhost/nieuwsbrief/wat-een-volle-tafel-oplevert/",
            "number": 12,
            **fields,
        }
    )
