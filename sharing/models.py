from datetime import timedelta

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

__all__ = ["SharedDraft"]

signer = Signer(salt="sharing.SharedDraft")


class SharedDraftQuerySet(models.QuerySet):
    def active(self):
        """Return the links that open something now."""
        return self.filter(withdrawn_at__isnull=True, expires_at__gt=timezone.now())

    def get_signed(self, token):
        """Return the SharedDraft of a token, or None when it is gone with its page.

        Raises BadSignature for a token that this site never gave.
        """
        return self.filter(pk=signer.unsign(token)).select_related("page__locale").first()


class SharedDraft(models.Model):
    """A link by which somebody without an account reads one version of a page, for some days."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    # The very version that was shared: what is written later is shared by another link.
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    withdrawn_at = models.DateTimeField(null=True)

    objects = SharedDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared draft")
        verbose_name_plural = _("shared drafts")

    def __str__(self):
        return f"{self.page} ({self.revision.created_at:%Y-%m-%d %H:%M})"

    def get_absolute_url(self):
        """Return the path of the link; nobody can make one up, as it is signed."""
        return reverse("shared_draft", args=[signer.sign(self.pk)])

    @classmethod
    def share(cls, page, user, days):
        """Return a new SharedDraft of the last version of a page that was saved."""
        return cls.objects.create(
            page=page,
            revision=page.latest_revision or save_first_version(page, user),
            created_by=user,
            expires_at=timezone.now() + timedelta(days=days),
        )

    @property
    def is_active(self):
        """Whether it opens something now: not while its page is off the site, in the bin."""
        is_on_site = self.page.get_url_parts() is not None
        return is_on_site and self.withdrawn_at is None and self.expires_at > timezone.now()

    def withdraw(self):
        self.withdrawn_at = timezone.now()
        self.save(update_fields=["withdrawn_at"])


def save_first_version(page, user):
    """Return a Revision of a page that code made, such as that of a new site: it is no change."""
    changed = page.has_unpublished_changes
    return page.specific.save_revision(user=user, changed=changed, log_action=True)
