"""Mails as servers write them that cannot deliver one, with the address of a reader."""

__all__ = ["COMPLAINT", "HOLIDAY", "QMAIL", "make_report"]

REPORT = """\
Return-Path: <>
From: MAILER-DAEMON@mail.example.net (Mail Delivery System)
To: {return_path}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.net
Arrival-Date: Fri, 27 Nov 2026 10:00:00 +0100

Final-Recipient: rfc822; lezer@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {words}

--B
Content-Type: text/rfc822-headers

Subject: Nieuws
To: lezer@example.org

--B--
"""

COMPLAINT = """\
From: <abuse@example.net>
To: <postmaster@example.org>
Subject: FW: Nieuws
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

This is an email abuse report.

--B
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <{return_path}>

--B
Content-Type: message/rfc822

From: <nieuwsbrief@example.org>
Subject: Nieuws

Nieuws.
--B--
"""

QMAIL = """\
Return-Path: <>
From: MAILER-DAEMON@mail.example.net
To: {return_path}
Subject: failure notice

Hi. This is the qmail-send program at mail.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<lezer@example.org>:
{words}

--- Below this line is a copy of the message.

Subject: Nieuws
"""

HOLIDAY = """\
From: Lezer <lezer@example.org>
To: {return_path}
Subject: Afwezig: Nieuws
Auto-Submitted: auto-replied

Ik ben er tot 3 januari niet. Bel anders 010 5.1.1 of 5.2.2.
"""


def make_report(return_path, status, words="", action="failed"):
    """Return a report as RFC 3464 has it."""
    fields = {"return_path": return_path, "status": status, "words": words, "action": action}
    return REPORT.format(**fields)
