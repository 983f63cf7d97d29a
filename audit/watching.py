"""What others tell of, and is kept here as well.

That is what Wagtail keeps in its history, for no longer than this; and that a backup was put back.
"""

from audit.log import log
from audit.models import Action, Kind

__all__ = ["WATCHED", "note", "note_restore"]

# The models whose changes somebody can be asked about, by their label.
WATCHED = {
    "auth.group": Action.RIGHTS_CHANGED,
    "pages.contactsettings": Action.SETTINGS_CHANGED,
    "wagtailcore.collection": Action.SETTINGS_CHANGED,
    "wagtailcore.locale": Action.SETTINGS_CHANGED,
    "wagtailcore.site": Action.SETTINGS_CHANGED,
    "wagtailcore.task": Action.SETTINGS_CHANGED,
    "wagtailcore.workflow": Action.SETTINGS_CHANGED,
    "people.contactperson": Action.CHANGED,
    # Wagtail keeps of these that they were deleted; nobody changes what a visitor wrote.
    "contact.message": Action.ERASED,
}


def note(sender, instance, created, **kwargs):
    """Keep what a new ModelLogEntry of Wagtail says, if it is about one of WATCHED."""
    model = instance.content_type and instance.content_type.model_class()
    action = model and WATCHED.get(model._meta.label_lower)
    if not (created and action):
        return
    key = instance.object_id
    thing = model(pk=int(key)) if key.isdecimal() else None
    # The name of a person is not for here; that of a role or a setting says which it was.
    words = "" if action.startswith(Kind.DATA) else instance.label
    log(action, [thing] if thing else [], user=instance.user, note=words)


def note_restore(sender, name, **kwargs):
    """Keep that a backup was put back, by a program: what people did since is gone from here."""
    log(Action.PUT_BACK, note=name)
