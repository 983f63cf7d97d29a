"""Pages that are kept for the next visitor, and how long others may keep them: decision 0036."""
