from .board import BoardView, StartView
from .editor import EditView, MinorView, PublishView
from .files import DownloadView, UploadView
from .guards import leave_to_board, start_page, start_snippet

__all__ = [
    "BoardView",
    "DownloadView",
    "EditView",
    "MinorView",
    "PublishView",
    "StartView",
    "UploadView",
    "leave_to_board",
    "start_page",
    "start_snippet",
]
