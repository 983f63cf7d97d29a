"""Tries the mail server of the settings, and says in words why it takes nothing."""

import smtplib
import socket
import ssl
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import get_connection

from production.mail_subjects import Look, Subject

__all__ = ["look_at_server"]

OK = 250


def look_at_server():
    """Return a Look at the mail server: it is spoken to until it would take a mail."""
    wrong = find_wrong()
    place = f"{settings.EMAIL_HOST} takes mail from {settings.DEFAULT_FROM_EMAIL}."
    return Look(Subject.SERVER, is_well=not wrong, text=wrong or place)


def find_wrong():
    """Return in words why the mail server takes nothing, or "" where it does; sends nothing."""
    connection = get_connection(fail_silently=False)
    try:
        connection.open()
        connection.connection.ehlo_or_helo_if_needed()
        code, answer = connection.connection.mail(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
        connection.connection.rset()
    except (OSError, smtplib.SMTPException) as error:
        return describe_failure(error)
    finally:
        connection.close()
    return "" if code == OK else refuse_sender(code, answer)


def refuse_sender(code, answer):
    words = answer.decode(errors="replace")
    return (
        f"{settings.EMAIL_HOST} takes no mail from {settings.DEFAULT_FROM_EMAIL}: “{code} {words}”."
        f" Ask its provider to let that address send, or set DEFAULT_FROM_EMAIL to one that may."
    )


def describe_failure(error):
    """Return what an exception of smtplib, ssl or socket means here, and what to do."""
    place = f"{settings.EMAIL_HOST} at port {settings.EMAIL_PORT}"
    for kind, words in FAILURES:
        if isinstance(error, kind):
            return words.format(place=place, host=settings.EMAIL_HOST, error=error)
    return f"{place}: {error}"


# The first that fits, so the narrow ones stand above the wide ones.
FAILURES = [
    (
        socket.gaierror,
        "There is no machine called {host}: look at the spelling of EMAIL_HOST, and whether this "
        "server can look up names.",
    ),
    (
        ConnectionRefusedError,
        "Nobody listens on {place}: look at EMAIL_HOST and EMAIL_PORT.",
    ),
    (
        TimeoutError,
        "{place} does not answer. Mostly who hosts this server closes that port: ask for it to be "
        "opened.",
    ),
    (
        ssl.SSLCertVerificationError,
        "The certificate of {place} is not for {host}, or of nobody known "
        "({error.verify_message}): use the name in the certificate as EMAIL_HOST.",
    ),
    (
        ssl.SSLError,
        "{place} does not speak TLS from the first byte: EMAIL_SECURITY=starttls, mostly with "
        "EMAIL_PORT=587.",
    ),
    (
        smtplib.SMTPNotSupportedError,
        "{place} does not offer what the settings ask for ({error}): EMAIL_SECURITY=tls, mostly "
        "with EMAIL_PORT=465; or no EMAIL_HOST_USER for a server that knows this machine.",
    ),
    (
        smtplib.SMTPAuthenticationError,
        "{place} does not know EMAIL_HOST_USER with EMAIL_HOST_PASSWORD ({error.smtp_code}). Some "
        "providers want a password for programs, made in their screens.",
    ),
    (
        smtplib.SMTPServerDisconnected,
        "{place} says nothing, or hangs up before it greets: it speaks TLS from the first byte "
        "(EMAIL_SECURITY=tls, mostly with EMAIL_PORT=465), or does not want this machine.",
    ),
]
