"""What staff can do with the readers of the newsletter: the screens, import, export, and who looked."""
