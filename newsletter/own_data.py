"""All that is kept about one subscriber, for that person (AVG, articles 15 and 20)."""

__all__ = ["get_own_data"]


def get_own_data(subscriber):
    """Return a dictionary of texts, dates and lists, ready to be written as JSON."""
    return {
        "email": subscriber.email,
        "new_email": subscriber.new_email,
        "language": subscriber.language,
        "status": subscriber.status,
        "everything": subscriber.wants_all,
        "topics": [topic.name for topic in subscriber.topics.order_by("sort_order")],
        "since": subscriber.created_at,
        "asked_on": subscriber.requested_at,
        "confirmed_on": subscriber.confirmed_at,
        "stopped_on": subscriber.stopped_at,
        "last_asked_by_mail_on": subscriber.last_confirm_sent_at,
        "reminded_on": subscriber.reminded_at,
        "consent": [
            {
                "what": event.kind,
                "on": event.at,
                "language": event.language,
                "page": event.page,
                "words": event.consent_text.body if event.consent_text else "",
                "statement": event.statement,
            }
            for event in subscriber.events.select_related("consent_text")
        ],
    }
