"""What staff show beside their password: a passkey, or a code of an app on their telephone.

django-allauth keeps and checks these (docs/decisions/0052-second-factor.md). Whichever door
somebody comes through, `logins.log_in` asks for the second factor, and `middleware` opens no screen
of the admin to a session in which it was not shown.
"""
