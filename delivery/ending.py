"""What becomes of a mailing, and of addresses that are gone, when nothing is left to be sent."""

from functools import partial

from delivery import mailings
from delivery.models import Delivery
from newsletter.models import Suppression
from newsletter.suppressing import suppress

__all__ = ["act_on", "end_if_done"]

Refusal = Delivery.Refusal

# Of a reader whose mailbox was full each time: then nobody reads it any more.
FULL_IN_A_ROW = 5


def end_if_done(mailing):
    """End a mailing that is being sent, once no row of it is to be tried again.

    Only now is anybody's newsletter stopped for what a server said: if one had refused all, it
    would have been about us.
    """
    if mailing.deliveries.pending().exists() or not mailings.is_sending(mailing):
        return
    for delivery in mailing.deliveries.refused().exclude(subscriber=None).iterator():
        act_on(delivery)
    mailings.end(mailing)


def act_on(delivery):
    """Stop the newsletter for a subscriber whose address is gone, or who marked it as spam.

    As often as one likes: what was done is not done again. A server that does not want our mail
    (5.7) is about us, and nobody loses anything by it.
    """
    stop = partial(suppress, delivery.subscriber, delivery.email_hmac)
    if delivery.status == Delivery.Status.COMPLAINED:
        stop(Suppression.Reason.COMPLAINED)
    elif delivery.refusal == Refusal.NO_ADDRESS or was_always_full(delivery):
        stop(Suppression.Reason.BOUNCED)


def was_always_full(delivery):
    """Return whether none of the last five mails of a subscriber could be kept by the mailbox.

    Since they last pressed the button: who comes back begins anew.
    """
    if delivery.refusal != Refusal.FULL:
        return False
    rows = delivery.subscriber.deliveries.filter(
        mailing__started_at__gt=delivery.subscriber.confirmed_at,
        status__in=[Delivery.Status.SENT, Delivery.Status.FAILED, Delivery.Status.BOUNCED],
    )
    last = list(rows.order_by("-mailing__started_at").values_list("refusal", flat=True))
    return len(last) >= FULL_IN_A_ROW and set(last[:FULL_IN_A_ROW]) == {Refusal.FULL}
