"""The newsletter: who sends it and how people reach them; part of `base`."""

import os

# Shown as the sender; DEFAULT_FROM_EMAIL where it is empty.
NEWSLETTER_SENDER = os.environ.get("NEWSLETTER_SENDER", "")
# Answers of readers go here.
NEWSLETTER_REPLY_TO = os.environ.get("NEWSLETTER_REPLY_TO", "info@werkplaatssociaaldomeinzhz.nl")
# Names the list in every mail (RFC 2919): fixed for ever, since readers sort their mail by it.
NEWSLETTER_LIST_ID = "nieuwsbrief.werkplaatssociaaldomeinzhz.nl"

# Who of the staff saw which readers is kept for this long: two years, so that whoever asks after
# the past year gets a whole answer.
NEWSLETTER_ACCESS_LOG_DAYS = 2 * 365
# The report of an import, with the lines that were refused. The import itself stays.
NEWSLETTER_IMPORT_REPORT_DAYS = 30
# How many imported addresses are asked by mail to confirm: so few that visitors who sign up
# meanwhile do not wait for theirs, and that mail providers see no flood.
NEWSLETTER_IMPORTED_PER_MINUTE = 2
