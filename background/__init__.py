"""Work outside requests: a queue in PostgreSQL, `manage.py worker`, and periodic work.

Something that need not be done before a visitor gets an answer is a task:

    from django_tasks import task

    from background.retries import retry_on
    from background.words import in_words


    @task(backend="background")
    @retry_on(OSError)  # smtplib's errors are among them
    @in_words(_("Mail a message of a visitor"))  # for the screen of staff
    def mail_message(message_id):
        ...

    with transaction.atomic():
        message = form.save()
        mail_message.enqueue(message.pk)

- A task is enqueued inside the transaction that it belongs to: both are kept, or neither.
- Its arguments are JSON: give it a primary key, and let it look whether there is still work to do.
- It may run twice. When its worker is killed, the server loses power or the database fails, it is
  run again, up to five times; so it records what it did in the same transaction.
- It begins in the language of the site; a mail in another language sets its own.
- It is short, a minute at most: the worker does its periodic work in between.
- An exception makes it FAILED, which an administrator has to look at, unless `retry_on` names it
  or the database raised it.

What failed, and how all else is, stands on a screen in the admin (`background.screens`). An app
adds a sentence of its own to it by the hook `register_work_findings` (`background.findings`).

Periodic work is a line in PERIODIC_WORK, in cms/settings/base.py. Why it is so:
docs/decisions/0009-background-work.md.
"""
