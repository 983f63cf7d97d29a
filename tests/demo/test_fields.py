import pytest

from demo.fields import get_stream
from pages.blocks import PageBodyBlock


def test_an_unknown_block_is_an_error():
    with pytest.raises(LookupError, match="kop"):
        get_stream(PageBodyBlock(), [{"text": "<p>Tekst</p>"}, {"kop": "Een kop"}])
