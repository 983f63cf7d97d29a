"""Django's PostgreSQL backend, with a patience that ends: ENGINE "background.postgresql".

Why: docs/decisions/0036-page-cache.md.
"""
