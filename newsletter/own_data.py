"""All that is kept about one subscriber, for that person (AVG, articles 15 and 20)."""

from django.utils.translation import gettext as _

__all__ = ["get_own_data"]


def get_own_data(subscriber):
    """Return a dictionary of texts, dates and lists, ready to be written as JSON.

    It is named in the language that is on: intelligible to that person (AVG, article 12).
    """
    return {
        _("Email address"): subscriber.email,
        _("New email address, not confirmed yet"): subscriber.new_email,
        _("Old email address, not told of the new one yet"): subscriber.old_email,
        _("Language"): subscriber.language,
        _("State"): subscriber.get_status_display(),
        _("All our news"): subscriber.wants_all,
        _("Topics"): [topic.name for topic in subscriber.topics.order_by("sort_order")],
        _("On the list since"): subscriber.created_at,
        _("Asked for the newsletter on"): subscriber.requested_at,
        _("Confirmed on"): subscriber.confirmed_at,
        _("Stopped on"): subscriber.stopped_at,
        _("Last asked by email on"): subscriber.last_confirm_sent_at,
        _("Reminded on"): subscriber.reminded_at,
        _("What you agreed to"): [
            describe(event) for event in subscriber.events.select_related("consent_text")
        ],
        _("Newsletters for you"): [
            describe_mail(delivery) for delivery in subscriber.deliveries.order_by("pk")
        ],
    }


def describe(event):
    """Return what a ConsentEvent says, as a dictionary."""
    return {
        _("What"): event.get_kind_display(),
        _("Date"): event.at,
        _("Language"): event.language,
        _("Page"): event.page,
        _("Words that stood there"): event.consent_text.body if event.consent_text else "",
        _("Statement"): event.statement,
    }


def describe_mail(delivery):
    """Return what became of one newsletter to somebody, as a dictionary."""
    return {
        _("State"): delivery.get_status_display(),
        _("Date"): delivery.sent_at,
        _("Language"): delivery.language,
    }
