from background.lanes import Lane
from background.locks import WorkerLock
from delivery.models import Delivery, Mailing
from delivery.sender import Sender

__all__ = ["DeliveryLane"]


class DeliveryLane(Lane):
    """Sends mailings beside the other background work, so that none of that waits for it."""

    def has_work(self):
        """Return whether a mailing is due, can be gone on with, or was left by a killed sender."""
        return Mailing.objects.for_sender().exists() or Delivery.objects.in_hand().exists()

    def work(self, stop):
        with WorkerLock() as lock:
            Sender(lock, stop).work()
