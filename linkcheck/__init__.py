"""Links that lead nowhere: found in what visitors read, looked at in the background, and mended.

An `Address` is where links lead, once for all pages; a `Link` is a place that leads there. What is
ours is asked of the database when a page is published (`own`); other sites are asked one by one,
slowly and as a stranger would (`checking`, `asking`).
"""
