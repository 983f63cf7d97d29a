"""Who of the staff saw, exported or changed personal data, settings, roles and logins.

Apps that have such a thing call `audit.log.log`; what Wagtail keeps in its own history about the
models of `audit.watching` comes here by itself. Nobody changes what is written, and it is deleted
when AUDIT_DAYS are over. `audit.retention` tells what the whole site keeps, and for how long.
"""
