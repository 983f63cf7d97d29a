"""What is done outside requests, by `manage.py worker`; part of `base`."""

from datetime import timedelta

TASKS = {
    # Wagtail's own tasks: the search index is right at once, and the queue would be no faster.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    # Ours; see background/__init__.py.
    "background": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        # Any name: the workers take from all queues.
        "QUEUES": [],
    },
}

# Done by one of the workers, whenever so much time has passed since it was last begun. The names
# are kept in the database; `run` is the dotted path of a function without arguments.
PERIODIC_WORK = [
    {
        "name": "publish what is scheduled",
        "run": "background.jobs.publish_scheduled",
        "every": timedelta(minutes=1),
    },
    {
        "name": "delete expired sessions",
        "run": "background.jobs.delete_expired_sessions",
        "every": timedelta(days=1),
    },
    {
        "name": "delete results of finished tasks",
        "run": "background.jobs.delete_finished_tasks",
        "every": timedelta(days=1),
    },
    {
        "name": "forget workers that are gone",
        "run": "background.jobs.forget_dead_workers",
        "every": timedelta(hours=1),
    },
    {
        "name": "write the search index anew",
        "run": "search.jobs.write_index_anew",
        "every": timedelta(days=1),
    },
    {
        "name": "ask imported readers to confirm",
        "run": "newsletter.admin.importing.take_lines",
        "every": timedelta(minutes=1),
    },
    {
        "name": "delete reports of imports",
        "run": "newsletter.admin.importing.clean_up",
        "every": timedelta(days=1),
    },
    {
        "name": "delete old looks at readers",
        "run": "newsletter.admin.access.clean_up",
        "every": timedelta(days=1),
    },
    {
        "name": "remind who did not confirm the newsletter",
        "run": "newsletter.cleaning.remind",
        "every": timedelta(hours=1),
    },
    {
        "name": "delete who did not confirm the newsletter",
        "run": "newsletter.cleaning.delete_unconfirmed",
        "every": timedelta(hours=1),
    },
    {
        "name": "erase who stopped the newsletter",
        "run": "newsletter.cleaning.erase_stopped",
        "every": timedelta(days=1),
    },
    {
        "name": "delete old proof of consent",
        "run": "newsletter.cleaning.delete_old_proof",
        "every": timedelta(days=1),
    },
    {
        "name": "delete old messages of the contact form",
        "run": "contact.cleaning.delete_outdated_messages",
        "every": timedelta(days=1),
    },
    {
        "name": "delete counts that are over",
        "run": "submissions.limits.clean_up",
        "every": timedelta(hours=1),
    },
]
