"""The newsletter: who sends it and how people reach them; part of `base`."""

import os

# Shown as the sender; DEFAULT_FROM_EMAIL where it is empty.
NEWSLETTER_SENDER = os.environ.get("NEWSLETTER_SENDER", "")
# Answers of readers go here.
NEWSLETTER_REPLY_TO = os.environ.get("NEWSLETTER_REPLY_TO", "info@werkplaatssociaaldomeinzhz.nl")
# Names the list in every mail (RFC 2919): fixed for ever, since readers sort their mail by it.
NEWSLETTER_LIST_ID = "nieuwsbrief.werkplaatssociaaldomeinzhz.nl"
