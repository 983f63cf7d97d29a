from wagtail import hooks

from background.findings import HOOK
from production.mail_health import find_mail

hooks.register(HOOK, find_mail)
