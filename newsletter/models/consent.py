"""The proof that somebody agreed, kept apart from the person (AVG, article 7(1)).

Events are written once; the database refuses to change them (migration 0002). There is no network
address among them: time, words and the press of the button in the mail are the proof.
"""

import hashlib
import hmac

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from languages.texts import get_content_languages
from submissions.addresses import get_key

from .subscribers import Subscriber

__all__ = ["CONSENT", "ConsentEvent", "ConsentText", "Suppression", "get_email_hmac"]

# The words to which people agree when they sign up; who changes them makes a new version.
CONSENT = _(
    "We email you our news now and then. You can stop at any time with the link in each email."
)


def get_email_hmac(email):
    """Return the HMAC (SHA-256, 64 hexadecimal figures) of an address.

    Its key, the pepper, is not in the database: who has only that cannot try out addresses.
    """
    pepper = settings.NEWSLETTER_PEPPER.encode()
    return hmac.new(pepper, get_key(email).encode(), hashlib.sha256).hexdigest()


class ConsentTextQuerySet(models.QuerySet):
    def get_current(self):
        """Return the words that forms show now, in the language of the page; kept at first use."""
        language, body = get_language(), str(CONSENT)
        sha256 = hashlib.sha256(body.encode()).hexdigest()
        newest = self.filter(language=language).order_by("-version").first()
        if newest and newest.sha256 == sha256:
            return newest
        version = newest.version + 1 if newest else 1
        text, _created = self.get_or_create(
            version=version, language=language, defaults={"body": body, "sha256": sha256}
        )
        return text


class ConsentText(models.Model):
    """Words to which people agreed; other words are another version."""

    version = models.PositiveIntegerField(_("version"))
    language = models.CharField(_("language"), choices=get_content_languages, max_length=10)
    body = models.TextField(_("text"))
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    created_at = models.DateTimeField(_("in use since"), default=timezone.now)

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        ordering = ["language", "version"]
        verbose_name = _("text of consent")
        verbose_name_plural = _("texts of consent")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language"], name="newsletter_consent_text_unique"
            )
        ]

    def __str__(self):
        return f"{self.language} {self.version}"


class ConsentEvent(models.Model):
    """What somebody did about their consent, and when."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("filled in the form")
        IMPORTED = "imported", _("was imported")
        CONFIRMED = "confirmed", _("confirmed by the button in the email")
        CHANGED = "changed", _("changed the preferences")
        MOVED = "moved", _("changed the email address")
        STOPPED = "stopped", _("stopped")
        RESUMED = "resumed", _("undid stopping")
        ERASED = "erased", _("was erased")
        BOUNCED = "bounced", _("email could not be delivered")
        COMPLAINED = "complained", _("marked our email as spam")

    subscriber = models.ForeignKey(
        Subscriber,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="events",
        verbose_name=_("subscriber"),
    )
    email_hmac = models.CharField(max_length=64, db_index=True, editable=False)
    kind = models.CharField(_("what happened"), choices=Kind, max_length=12)
    consent_text = models.ForeignKey(
        ConsentText,
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="+",
        verbose_name=_("text of consent"),
    )
    language = models.CharField(_("language"), choices=get_content_languages, max_length=10)
    page = models.CharField(_("page"), blank=True, max_length=255)
    # Where the consent of an imported address came from, in the words of staff.
    statement = models.TextField(_("statement"), blank=True)
    at = models.DateTimeField(_("on"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("proof of consent")
        verbose_name_plural = _("proof of consent")

    def __str__(self):
        return f"{self.get_kind_display()}, {self.at:%Y-%m-%d}"


class Suppression(models.Model):
    """A mark that cannot be read back to an address, so that an import cannot bring it back."""

    class Reason(models.TextChoices):
        ERASED = "erased", _("asked to be forgotten")
        STOPPED = "stopped", _("stopped")
        BOUNCED = "bounced", _("email could not be delivered")
        COMPLAINED = "complained", _("complained")

    email_hmac = models.CharField(max_length=64, unique=True, editable=False)
    reason = models.CharField(_("reason"), choices=Reason, max_length=12)
    created_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("address that may not be imported")
        verbose_name_plural = _("addresses that may not be imported")

    def __str__(self):
        return self.get_reason_display()
