from wagtail import hooks

from background.findings import HOOK
from backups.findings import find_backups

hooks.register(HOOK, find_backups)
