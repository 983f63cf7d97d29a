"""Blocks of one line of which wagtail-localize translates not all, or nothing."""

from wagtail import blocks
from wagtail_localize.segments import StringSegmentValue

__all__ = ["PhraseBlock", "TelephoneBlock"]


class PhraseBlock(blocks.CharBlock):
    """A few words, or a figure: a whole number needs no translator."""

    def get_translatable_segments(self, value):
        """Return one segment for "1,5" or "twee op de drie", and none for "14" or "2017"."""
        return [] if value.isdecimal() else [StringSegmentValue("", value)]

    def restore_translated_segments(self, value, segments):
        """Return the words of the one segment."""
        return segments[0].render_text()

    def deconstruct(self):
        """Stand in migrations as the CharBlock that it is to the database."""
        _path, arguments, options = super().deconstruct()
        return "wagtail.blocks.CharBlock", arguments, options


class TelephoneBlock(blocks.CharBlock):
    """A telephone number, which reads the same in every language."""

    def get_translatable_segments(self, value):
        """Return no segments."""
        return []

    def deconstruct(self):
        """Stand in migrations as the CharBlock that it is to the database."""
        _path, arguments, options = super().deconstruct()
        return "wagtail.blocks.CharBlock", arguments, options
