"""What stands on the first screen of the admin: large buttons, and cards with rows.

The apps fill it, each with what it knows, through a hook that is called for each visit:

    @hooks.register("construct_dashboard")
    def add_new_messages(request, dashboard):
        if not request.user.has_perm("contact.view_message"):
            return
        card = dashboard.open("to_do")
        if number := Message.objects.new().count():
            card.add(_("%d new messages") % number, reverse("contact_messages:index"), order=10)

Open a card for who may see what belongs on it, also while that is nothing: an empty card says so,
and one that nobody opened is not there. A row leads to a screen that this person may open. What
is asked of the database must cost the same for ten pages and for twenty thousand.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

__all__ = ["Button", "Card", "Dashboard", "Row", "make_dashboard"]

# More is a list of its own, one click away.
MOST_ROWS = 8


@dataclass(frozen=True)
class Button:
    """A large button: what somebody most often comes to make."""

    label: str
    url: str
    icon: str
    order: int


@dataclass(frozen=True)
class Row:
    """A line on a card, and where something is done about it.

    `state` is a word or two that stands out, `note` goes after the text. A text in another
    language than that of the admin has its code as `lang`.
    """

    text: str
    url: str
    state: str = ""
    note: str = ""
    lang: str = ""
    order: int = 100


@dataclass
class Card:
    """Rows about one subject, by their `order`; `nothing` is what it says without them."""

    name: str
    heading: str
    icon: str
    nothing: str
    is_open: bool = False
    all_rows: list[Row] = field(default_factory=list)
    # (words, address) of the screens with all of it.
    links: list[tuple[str, str]] = field(default_factory=list)

    def add(self, text, url, **details):
        """Add a row; `details` are those of Row."""
        self.all_rows.append(Row(text, url, **details))

    def add_link(self, words, url):
        """Add a link below the rows, to a screen with more of this."""
        self.links.append((words, url))

    @property
    def rows(self):
        """Return the first rows, as a list."""
        return sorted(self.all_rows, key=lambda row: row.order)[:MOST_ROWS]


def list_cards():
    """Return the Cards of the dashboard in their order, all closed and empty, as a list."""
    well = _("The site does its work: emails leave, and nothing has failed.")
    return [
        Card("to_do", _("To do"), "list-ul", _("Nothing to do. Everything is answered and done.")),
        Card("under_way", _("Under way"), "edit", _("No drafts, and nothing is planned.")),
        Card("translations", _("Translations"), "globe", _("Everything is translated.")),
        Card("not_found", _("Not found"), "search", _("Visitors found what they searched for.")),
        Card("health", _("Health"), "cogs", well),
    ]


class Dashboard:
    """The buttons and cards for one visit of one person."""

    def __init__(self):
        self.all_cards = {card.name: card for card in list_cards()}
        self.all_buttons = []

    def open(self, name):
        """Return the Card with this name, which is shown from now on."""
        card = self.all_cards[name]
        card.is_open = True
        return card

    def add_button(self, label, url, icon, order=100):
        """Add a large button, for who may do what it leads to."""
        self.all_buttons.append(Button(label, url, icon, order))

    @property
    def buttons(self):
        """Return the Buttons in their order, as a list."""
        return sorted(self.all_buttons, key=lambda button: button.order)

    @property
    def cards(self):
        """Return the Cards that somebody may see, as a list."""
        return [card for card in self.all_cards.values() if card.is_open]


def make_dashboard(request):
    """Return the Dashboard for a request, as all apps filled it."""
    dashboard = Dashboard()
    for fill in hooks.get_hooks("construct_dashboard"):
        fill(request, dashboard)
    return dashboard
