from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from people.telephone import clean_telephone, read_telephone

UNDERSTOOD = [
    # Typed, in Dutch, in English, dialled
    ("010 794 5676", "010 794 5676", "+31 10 794 5676", "+31107945676"),
    ("010 - 794 56 76", "010 794 5676", "+31 10 794 5676", "+31107945676"),
    ("010/7945676", "010 794 5676", "+31 10 794 5676", "+31107945676"),
    ("0031 10 794 5676", "010 794 5676", "+31 10 794 5676", "+31107945676"),
    ("+31 (0)10 794 5676", "010 794 5676", "+31 10 794 5676", "+31107945676"),
    ("06-12345678", "06 12345678", "+31 6 12345678", "+31612345678"),
    ("088 1234567", "088 123 4567", "+31 88 123 4567", "+31881234567"),
    ("+32 2 555 12 12", "+32 2 555 12 12", "+32 2 555 12 12", "+3225551212"),
    # Only in the Netherlands: of municipalities, free of charge, in need.
    ("14 010", "14 010", "14 010", "14010"),
    ("140180", "14 0180", "14 0180", "140180"),
    ("0800-1234", "0800 1234", "0800 1234", "08001234"),
    ("0900 1234", "0900 1234", "0900 1234", "09001234"),
    ("112", "112", "112", "112"),
    ("116 117", "116117", "116117", "116117"),
]
NOT_UNDERSTOOD = [
    *["via de receptie", "010 794 567", "010 794 56 76 78", "010 794 5676 of 06 12345678"],
    *["010 794 5676 ext. 12", "010 7945676 (receptie)", "111", "14", "+", "2018"],
]


class TestTelephone:
    @pytest.mark.parametrize(("typed", "dutch", "english", "dialled"), UNDERSTOOD)
    def test_is_understood(self, typed, dutch, english, dialled):
        telephone = read_telephone(typed)

        assert telephone.url == f"tel:{dialled}"
        for language, shown in [("nl", dutch), ("en", english)]:
            with translation.override(language):
                assert str(telephone) == shown

    @pytest.mark.parametrize(("typed", "dutch", "english", "dialled"), UNDERSTOOD)
    def test_is_stored_so_that_it_is_understood_again(self, typed, dutch, english, dialled):
        stored = clean_telephone(typed)

        assert stored == dutch
        assert read_telephone(stored) == read_telephone(typed)

    @pytest.mark.parametrize("typed", NOT_UNDERSTOOD)
    def test_is_refused_when_it_is_none(self, typed):
        assert read_telephone(typed) is None
        with pytest.raises(ValidationError, match="14 010"):
            clean_telephone(typed)

    def test_may_be_left_out(self):
        assert clean_telephone("") == ""


class TestMigrationToOneNumber:
    @pytest.mark.parametrize(
        ("stored", "kept"),
        [
            ("010 - 794 56 76", "010 794 5676"),
            ("+31107945676", "010 794 5676"),
            ("14 010", "14 010"),
            ("+3225551212", "+32 2 555 12 12"),
            ("via de receptie", ""),
            ("", ""),
        ],
    )
    def test_writes_what_was_stored_as_people_do(self, stored, kept):
        migration = import_module("pages.migrations.0003_one_telephone_number")

        assert migration.write_in_dutch(stored) == kept
