"""How far a mailing is, and what became of it, in numbers."""

from dataclasses import asdict, dataclass, field

from django.db.models import Count, Q

from delivery.models import Delivery
from newsletter.models import ConsentEvent

__all__ = ["Counts", "Progress", "Report", "get_progress", "get_report"]

Status = Delivery.Status


@dataclass(frozen=True)
class Counts:
    """How many mails of one language, or of all, are how far."""

    pending: int = 0
    sent: int = 0
    refused: int = 0
    skipped: int = 0
    no_edition: int = 0

    @property
    def total(self):
        """How many mails there are to be, done or not."""
        return self.pending + self.done

    @property
    def done(self):
        return self.sent + self.refused + self.skipped

    @property
    def percentage(self):
        """How much is done, of a hundred; a hundred only when all is."""
        return self.done * 100 // self.total if self.total else 100

    def __add__(self, other):
        mine, theirs = asdict(self), asdict(other)
        return Counts(**{name: mine[name] + theirs[name] for name in mine})


# What each status of a delivery counts as.
COLUMNS = {
    Status.PENDING: "pending",
    Status.SENT: "sent",
    Status.FAILED: "refused",
    # These were sent, and their reader has told us since; the report has them apart.
    Status.BOUNCED: "sent",
    Status.COMPLAINED: "sent",
    Status.SKIPPED: "skipped",
    Status.NO_EDITION: "no_edition",
}


@dataclass(frozen=True)
class Progress:
    """How far a mailing is: `languages` has the Counts of each language."""

    languages: dict = field(default_factory=dict)

    @property
    def all(self):
        """The Counts of all languages together."""
        return sum(self.languages.values(), Counts())


@dataclass(frozen=True)
class Report:
    """What became of a mailing; there is nothing about opens and clicks, which nobody watches.

    `languages` is as in Progress. `refusals` has how often each Delivery.Refusal was the reason,
    refused at once or sent back later. `bounced` came back after they were sent, `complained` were
    marked as spam, `stopped` are the readers who stopped since, and `maybe_double` may have arrived
    twice.
    """

    languages: dict
    refusals: dict
    bounced: int = 0
    complained: int = 0
    stopped: int = 0
    maybe_double: int = 0

    @property
    def all(self):
        """The Counts of all languages together."""
        return sum(self.languages.values(), Counts())

    @property
    def complaint_rate(self):
        """Which part of the mails that were sent was complained about; 0.003 is too much."""
        return self.complained / self.all.sent if self.all.sent else 0


def get_progress(mailing):
    """Return the Progress of a mailing: one question to the database, however many readers."""
    rows = mailing.deliveries.order_by().values_list("language", "status").annotate(Count("pk"))
    return Progress(add_up(rows))


def add_up(rows):
    """Return the Counts of each language, from rows of (language, status, number)."""
    numbers = {}
    for language, status, number in rows:
        column = COLUMNS[Status(status)]
        counted = numbers.setdefault(language, {})
        counted[column] = counted.get(column, 0) + number
    return {language: Counts(**numbers[language]) for language in sorted(numbers)}


def get_report(mailing):
    """Return the Report of a mailing; it stays when the rows that it is counted from are gone."""
    if mailing.figures:
        return read_figures(mailing.figures)
    rows = mailing.deliveries.order_by().values("language", "status", "refusal")
    rows = list(rows.annotate(number=Count("pk"), doubles=Count("pk", filter=Q(maybe_double=True))))
    by_status, refusals = {}, {}
    for row in rows:
        number, status = row["number"], row["status"]
        by_status[status] = by_status.get(status, 0) + number
        if row["refusal"]:
            refusals[row["refusal"]] = refusals.get(row["refusal"], 0) + number
    return Report(
        languages=add_up((row["language"], row["status"], row["number"]) for row in rows),
        refusals=refusals,
        bounced=by_status.get(Status.BOUNCED, 0),
        complained=by_status.get(Status.COMPLAINED, 0),
        stopped=count_stopped(mailing),
        maybe_double=sum(row["doubles"] for row in rows),
    )


def count_stopped(mailing):
    """Return how many who got a mailing have stopped since, until the next one.

    By the mark of the address, as it also counts who was erased after that.
    """
    if mailing.started_at is None:
        return 0
    events = ConsentEvent.objects.filter(
        kind=ConsentEvent.Kind.STOPPED,
        at__gte=mailing.started_at,
        email_hmac__in=mailing.deliveries.exclude(email_hmac="").values("email_hmac"),
    )
    later = type(mailing).objects.filter(started_at__gt=mailing.started_at)
    if following := later.order_by("started_at").first():
        events = events.filter(at__lt=following.started_at)
    return events.aggregate(number=Count("email_hmac", distinct=True))["number"]


def read_figures(figures):
    """Return the Report that was kept with a mailing, from what `asdict` makes of it."""
    languages = {name: Counts(**counts) for name, counts in figures["languages"].items()}
    return Report(**{**figures, "languages": languages})
