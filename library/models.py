from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.search import index

from languages.texts import (
    TranslatedTexts,
    get_content_languages,
    get_page_language,
    get_source_language,
)
from library.answers import ImageKind, PeopleShown
from library.file_text import FAULTS, TextState
from library.image_files import SafeImageField
from library.querysets import DocumentQuerySet, ImageQuerySet
from library.rendition_names import NamedByContent
from library.renditions import RenditionsOrGaps
from library.tasks import read_document_text

__all__ = ["Document", "Image", "ImageKind", "PeopleShown", "Rendition"]


def uploader(related_name):
    """Return Wagtail's own `uploaded_by_user` field under another reverse name.

    Wagtail's unused Image and Document models take the default one, as ours have the same names.
    """
    field = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        blank=True,
        editable=False,
        null=True,
        related_name=related_name,
        verbose_name=_("uploaded by"),
    )
    field.wagtail_reference_index_ignore = True
    return field


class Image(TranslatedTexts, RenditionsOrGaps, AbstractImage):
    """A picture, with what a visitor who cannot see it needs and what the law asks.

    Wagtail's own `description` is the alternative text: the picture block offers it as the
    default, and it stays apart from the title, which only editors see.
    """

    translated_texts = ("description", "caption", "credit")

    file = SafeImageField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    kind = models.CharField(
        _("kind of picture"),
        choices=ImageKind,
        default=ImageKind.PHOTO,
        max_length=10,
        db_index=True,
    )
    description = models.CharField(
        _("alternative text"),
        blank=True,
        max_length=255,
        help_text=_(
            "What is to be seen, for people who do not see the picture. One sentence, without"
            " “picture of”."
        ),
    )
    # Not `decorative`: Wagtail's image block says that of one place where a picture is used.
    only_decorates = models.BooleanField(
        _("only decorates"),
        default=False,
        help_text=_("The picture tells nothing that the text does not say. It is not read aloud."),
    )
    caption = models.CharField(
        _("caption"),
        blank=True,
        max_length=255,
        help_text=_("Shown below the picture. Leave empty if the picture needs no explanation."),
    )
    credit = models.CharField(
        _("credit"),
        blank=True,
        max_length=255,
        help_text=_("Who made the picture. Shown below it."),
    )
    source = models.CharField(
        _("source"),
        blank=True,
        max_length=255,
        help_text=_("Where the picture comes from and what we may do with it. Not shown."),
    )
    people_shown = models.CharField(
        _("people in the picture"),
        blank=True,
        choices=PeopleShown,
        max_length=10,
        help_text=_("Use a picture only when everybody in it agreed, or nobody can be recognised."),
    )
    consent_record = models.CharField(
        _("record of the consent"),
        blank=True,
        max_length=255,
        help_text=_("When and how they agreed, and where that is kept. Not shown."),
    )

    # Those of before the gate in `library.image_files` wait for `make_images_safe`.
    is_made_safe = models.BooleanField(default=True, editable=False)
    # False where nothing could be made of the file; that is tried again with each change of it.
    is_readable = models.BooleanField(default=True, editable=False)

    uploaded_by_user = uploader("library_images")
    tags = TaggableManager(_("tags"), blank=True, help_text=None, related_name="library_images")

    objects = ImageQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "kind",
        "description",
        "only_decorates",
        "caption",
        "credit",
        "source",
        "people_shown",
        "consent_record",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.AutocompleteField("description"),
        index.SearchField("caption"),
        index.AutocompleteField("caption"),
        index.SearchField("credit"),
        index.SearchField("get_translated_words"),
        index.AutocompleteField("get_translated_words"),
        index.FilterField("people_shown"),
        index.FilterField("kind"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self):
        """Return the alternative text; never the title, which says nothing to a visitor."""
        return self.description

    def get_alternative_text(self):
        """Return the alternative text for this page as a Text, or a str if a block gave its own.

        A picture out of Wagtail's ImageBlock has the block's words, which are in the language of
        the page, or is marked as decorative there, which gives "".
        """
        if self.decorative or (self.only_decorates and not self.contextual_alt_text):
            return ""
        return self.contextual_alt_text or self.get_text("description")

    @property
    def is_withheld(self):
        """Whether visitors may not see it: somebody in it was not asked, or agrees no more."""
        return self.people_shown == PeopleShown.UNKNOWN

    def clean(self):
        super().clean()
        if self.people_shown == PeopleShown.CONSENT and not self.consent_record:
            raise ValidationError(
                {"consent_record": _("Write down when and how the people shown agreed.")}
            )


class Rendition(NamedByContent, AbstractRendition):
    """A picture at one size and in one format."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("picture at one size")
        verbose_name_plural = _("pictures at one size")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="library_rendition_unique",
            )
        ]


class Document(TranslatedTexts, AbstractDocument):
    """A file to download."""

    translated_texts = ("title", "description")

    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("What is in the file, in one or two sentences."),
    )
    language = models.CharField(
        _("language of the file"),
        choices=get_content_languages,
        default=get_source_language,
        max_length=10,
        help_text=_("Visitors who read another language see it beside the link."),
    )
    source = models.CharField(
        _("source"),
        blank=True,
        max_length=255,
        help_text=_("Who made the file and what we may do with it. Not shown."),
    )
    # The words of the file, for search, and the hash of the file that they were read from.
    text = models.TextField(blank=True, editable=False)
    text_hash = models.CharField(blank=True, editable=False, max_length=40)
    text_state = models.CharField(
        _("text read"),
        choices=TextState,
        default=TextState.WAITING,
        editable=False,
        max_length=10,
    )
    # What the file lacks that a screen reader needs: names of library.file_text.FAULTS.
    faults = models.JSONField(default=list, editable=False)
    # What earlier files were called, for links in mails and on paper that still lead to them.
    former_names = models.JSONField(default=list, editable=False)
    uploaded_by_user = uploader("library_documents")
    tags = TaggableManager(_("tags"), blank=True, help_text=None, related_name="library_documents")

    objects = DocumentQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "description",
        "language",
        "source",
        "collection",
        "tags",
    )
    search_fields = [
        *AbstractDocument.search_fields,
        index.SearchField("description"),
        index.AutocompleteField("description"),
        index.SearchField("get_translated_words"),
        index.AutocompleteField("get_translated_words"),
        index.SearchField("text"),
        index.FilterField("language"),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args, **kwargs):
        """Save, and have the text of a new file read."""
        self.keep_former_name()
        is_new = self.text_hash != self.file_hash
        if is_new:
            self.text, self.text_hash, self.text_state = "", "", TextState.WAITING
            self.faults = []
        super().save(*args, **kwargs)
        if is_new:
            read_document_text.enqueue(self.pk)

    def keep_former_name(self):
        """Have the name of a file that is replaced lead to the one in its place."""
        before = type(self).objects.filter(pk=self.pk).first()
        if before and before.filename != self.filename:
            self.former_names = [*self.former_names, before.filename]

    def list_faults(self):
        """Return what the file lacks that a screen reader needs, in words, as a list."""
        return [str(FAULTS[name]) for name in self.faults]

    def get_facts(self):
        """Return what to say about the file beside a link, for example "PDF, 34.2 kB, in Dutch".

        The link must say what it leads to before somebody on a phone follows it (NL Design
        System, "Toegankelijk CMS"); its language only when it is not that of the page.
        """
        facts = [self.file_extension.upper(), filesizeformat(self.get_file_size())]
        if self.language != get_page_language():
            facts.append(_("in %(language)s") % {"language": self.get_language_display()})
        return ", ".join(facts)
