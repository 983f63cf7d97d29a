"""A subscriber on the installation that the browser visits, and the mails there."""

import re
import uuid
from email import message_from_bytes, policy

from django.core import signing

from newsletter.links import Purpose
from tests.waiting import wait_for

__all__ = ["add_subscriber", "wait_for_link"]

# What Django writes after each mail in a file.
END_OF_MAIL = re.compile(rb"^-{79}$", re.MULTILINE)
LINK = re.compile(r"http://[^/]+(/\S+)")
ADD = """
    INSERT INTO newsletter_subscriber (uid, email, language, status, created_at, requested_at,
        new_email, old_email, token_version, wants_all)
    VALUES (%s, %s, 'nl', %s, now(), now(), '', '', 1, true)
"""


def add_subscriber(installation, email, status):
    """Add a subscriber; return the tokens for their links, by the Purpose in lower case."""
    uid = uuid.uuid4()
    with installation.connect() as connection:
        connection.execute(ADD, [uid, email, status])
    key = (installation.var / "secret-key").read_text()
    data = {"uid": uid.hex, "version": 1}
    return {
        purpose.name.lower(): signing.dumps(data, key=key, salt=purpose.salt) for purpose in Purpose
    }


def wait_for_link(installation, email, word):
    """Return the path of the newest link with `/word/` in it in the mails to an address."""
    found = []

    def look():
        found[:] = [
            link[1]
            for mail in read_mails(installation)
            if mail["To"] == email
            for link in LINK.finditer(mail.get_body(("plain",)).get_content())
            if f"/{word}/" in link[1]
        ]
        return found

    wait_for(look)
    return found[-1]


def read_mails(installation):
    """Yield the mails that were sent, in the order of their files."""
    for path in sorted((installation.var / "mail").glob("*.log")):
        parts = END_OF_MAIL.split(path.read_bytes())
        # The last one may be half written.
        for part in parts[:-1]:
            yield message_from_bytes(part.lstrip(), policy=policy.default)
