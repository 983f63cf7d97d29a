"""Who is mailed when a page is submitted for approval: one mail for each event and person.

Wagtail mails administrators twice beside those who approve, once for the workflow and once for its
first step; the setting WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS ends both. Then nobody would be
told where the role of who approves is empty, as on a small site.
"""

from django.contrib.auth import get_user_model
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.models import TaskState
from wagtail.signals import task_submitted

__all__ = ["connect_notifier"]


class NobodyElseNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Mails the administrators of a step that nobody else can take."""

    def get_recipient_users(self, task_state, **kwargs):
        """Return the users to mail, of whom Wagtail leaves out who wants no such mails."""
        if super().get_recipient_users(task_state, **kwargs).filter(is_active=True).exists():
            return set()
        administrators = get_user_model().objects.filter(is_superuser=True)
        submitter = kwargs.get("user")
        return administrators.exclude(pk=submitter.pk) if submitter else administrators


notifier = NobodyElseNotifier()


def connect_notifier():
    task_submitted.connect(notifier, sender=TaskState, dispatch_uid="pages.nobody_else")
