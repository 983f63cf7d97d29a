"""Mail that comes back: it is fetched from a mailbox, read, and acted on.

`mailbox` fetches it, `reading` says what it means, and `collecting` does something about it.
"""
