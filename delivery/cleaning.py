"""What is forgotten about who got which mail; PERIODIC_WORK has it done."""

from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background.words import in_words
from delivery.figures import get_report
from delivery.models import Mailing

__all__ = ["delete_outdated_deliveries"]


@in_words(_("Forget who got which newsletter"))
def delete_outdated_deliveries():
    """Delete the rows of mailings that ended so long ago as the settings say; the numbers stay."""
    before = timezone.now() - timedelta(days=settings.DELIVERY_DAYS_KEPT)
    for mailing in Mailing.objects.filter(ended_at__lt=before, figures__isnull=True):
        with transaction.atomic():
            mailing.figures = asdict(get_report(mailing))
            mailing.save(update_fields=["figures"])
            mailing.deliveries.all().delete()
