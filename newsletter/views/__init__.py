from .links import ask_again, confirm, mail_preferences, move, resume, stop
from .preferences import change_address, download, forget, preferences
from .sign_up import sent, sign_up

__all__ = [
    "ask_again",
    "change_address",
    "confirm",
    "download",
    "forget",
    "mail_preferences",
    "move",
    "preferences",
    "resume",
    "sent",
    "sign_up",
    "stop",
]
