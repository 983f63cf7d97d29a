"""The screens of staff on which an issue is made and sent."""

from issues.screens.choosing import ChooseView

__all__ = ["ChooseView"]
