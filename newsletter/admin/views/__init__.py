from .imports import CancelImportView, ImportAddView, ImportIndexView, ImportView, RefusedLinesView
from .looks import LookIndexView
from .numbers import NumbersView
from .subscribers import (
    AskAgainView,
    EraseView,
    ExportView,
    StopView,
    SubscriberIndexView,
    SubscriberView,
)

__all__ = [
    "AskAgainView",
    "CancelImportView",
    "EraseView",
    "ExportView",
    "ImportAddView",
    "ImportIndexView",
    "ImportView",
    "LookIndexView",
    "NumbersView",
    "RefusedLinesView",
    "StopView",
    "SubscriberIndexView",
    "SubscriberView",
]
