"""Advice to who writes: what a visitor may stumble over, said before a page is published."""
