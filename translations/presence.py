"""Who is in the editor of a translation just now, so that two people know of each other.

It is kept as Wagtail keeps it for the pages that it edits itself, in its EditingSession.
"""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.models import EditingSession
from wagtail.admin.utils import get_user_display_name

__all__ = ["describe_others", "note_presence"]


def note_presence(translation, user, pk=None):
    """Note that somebody is in the editor of a Translation; return their EditingSession.

    `pk` is that of the EditingSession that this window has; it is made anew when it is gone.
    """
    EditingSession.cleanup()
    window = {**get_object(translation), "user": user, "pk": pk}
    session = EditingSession.objects.filter(**window).first() if pk else None
    session = session or EditingSession(**window | {"pk": None})
    session.last_seen_at = timezone.now()
    session.save()
    return session


def describe_others(session):
    """Return in words who else is in the same editor, or "" when nobody is."""
    others = (
        EditingSession.objects.available()
        .filter(content_type=session.content_type_id, object_id=session.object_id)
        .exclude(pk=session.pk)
        .select_related("user")
        .order_by("pk")
    )
    users = {each.user for each in others}
    sentences = []
    if people := sorted(get_user_display_name(each) for each in users - {session.user}):
        sentences.append(
            ngettext(
                "%(names)s is translating here too.",
                "%(names)s are translating here too.",
                len(people),
            )
            % {"names": get_text_list(people, _("and"))}
        )
    if session.user in users:
        sentences.append(_("You have this translation open in another window too."))
    return " ".join(sentences)


def get_object(translation):
    kind = ContentType.objects.get_for_model(translation)
    return {"content_type": kind, "object_id": str(translation.pk)}
