from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale, PreviewableMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from pages.ordering import OrderedModel

__all__ = ["Message", "MessageQuerySet", "Subject"]


class SubjectQuerySet(models.QuerySet):
    def for_visitor(self):
        """Return the subjects in the language of the page, in order; none in another language."""
        return self.filter(locale__language_code=get_language()).order_by("sort_order", "pk")


class Subject(index.Indexed, PreviewableMixin, TranslatableMixin, OrderedModel):
    """What a message is about, as visitors choose it, and who of the staff gets it."""

    name = models.CharField(
        _("subject"), max_length=80, help_text=_("For example: A question about a work team.")
    )
    recipient = models.EmailField(
        _("goes to"),
        help_text=_(
            "Messages about this subject are emailed to this address. Visitors do not see it."
        ),
    )

    objects = SubjectQuerySet.as_manager()

    panels = [FieldPanel("name"), FieldPanel("recipient")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]
    # A translated subject is for the same colleague.
    override_translatable_fields = [SynchronizedField("recipient", overridable=False)]

    class Meta(TranslatableMixin.Meta, OrderedModel.Meta):
        verbose_name = _("subject of the contact form")
        verbose_name_plural = _("subjects of the contact form")

    def __str__(self):
        return self.name

    def get_preview_template(self, request, mode_name):
        return "contact/subject_preview.html"

    def get_name_for_staff(self):
        """Return the name in the source language, which the staff reads."""
        source = self.get_translation_or_none(Locale.get_default())
        return (source or self).name


class MessageQuerySet(models.QuerySet):
    def new(self):
        return self.filter(state=Message.State.NEW)

    def unmailed(self):
        """Return the messages that the mail server refused, or that nobody is named for."""
        return self.filter(models.Q(recipient="") | ~models.Q(mail_problem=""), mailed_at=None)

    def outdated(self):
        """Return the messages that were kept for as long as the settings say."""
        kept = timedelta(days=365 * settings.CONTACT_MONTHS_KEPT / 12)
        return self.filter(created_at__lte=timezone.now() - kept)


class Message(models.Model):
    """What a visitor wrote with the contact form. It says nothing of their network or browser."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        ANSWERED = "answered", _("answered")
        # A field that nobody sees was filled in: mostly by a program, now and then by a browser.
        SUSPECTED = "suspected", _("suspected")

    created_at = models.DateTimeField(_("date"), auto_now_add=True)
    language = models.CharField(_("language of the page"), max_length=10)
    name = models.CharField(_("name"), max_length=100)
    # "" of who wants no reply.
    email = models.EmailField(_("email address"), blank=True)
    # In words and not as a key: a message keeps its subject when the list changes.
    subject = models.CharField(_("subject"), blank=True, max_length=80)
    text = models.TextField(_("message"))
    recipient = models.EmailField(_("goes to"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    mailed_at = models.DateTimeField(_("emailed"), blank=True, null=True)
    # What the mail server said last, for whoever has to mend it.
    mail_problem = models.CharField(blank=True, max_length=200)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        # Only a visitor adds one.
        default_permissions = ["view", "change", "delete"]
        indexes = [
            # How many are new is asked for on every screen of the admin.
            models.Index(
                name="contact_message_new", fields=["state"], condition=models.Q(state="new")
            ),
            models.Index(name="contact_message_created", fields=["created_at"]),
        ]

    def __str__(self):
        """Return what may be kept in Wagtail's log when the message itself is deleted."""
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def subject_of_reply(self):
        subject = self.subject or _("your message")
        return f"Re: {subject}"

    def get_mail_display(self):
        """Return how far the mail to the recipient is, in words for staff."""
        if self.mailed_at:
            return _("sent")
        if self.state == self.State.SUSPECTED:
            return _("not sent")
        return _("not sent") if self.mail_problem or not self.recipient else _("on its way")
