"""What staff can do with readers: the screens, import and export, and the log of who looked."""
