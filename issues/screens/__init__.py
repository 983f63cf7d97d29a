"""The screens of staff on which an issue is made and sent."""

from issues.screens.checking import CheckView
from issues.screens.choosing import ChooseView
from issues.screens.gaps import GapsView
from issues.screens.looking import LookView, MailView
from issues.screens.sending import SendView

__all__ = ["CheckView", "ChooseView", "GapsView", "LookView", "MailView", "SendView"]
