"""The glossary: words that few people know, explained where they stand first on a page."""
