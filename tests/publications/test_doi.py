import pytest

from publications.doi import read_doi
from publications.models import PublicationPage


class TestReadingADoi:
    @pytest.mark.parametrize(
        "pasted",
        [
            "10.1000/abc-182",
            " 10.1000/ABC-182 ",
            "doi:10.1000/abc-182",
            "DOI: 10.1000/abc-182.",
            "https://doi.org/10.1000/abc-182",
            "http://dx.doi.org/10.1000/abc-182",
            "doi.org/10.1000/abc-182",
            "https://www.doi.org/10.1000%2Fabc-182",
            # As the proxy of a library writes it, and the page of a publisher.
            "https://doi-org.ezproxy.example.org/10.1000/abc-182",
            "https://www.tandfonline.com/doi/full/10.1000/abc-182?casa_token=x#d1e5",
            "https://onlinelibrary.wiley.com/doi/10.1000/abc-182/pdf",
            "(https://doi.org/10.1000/abc-182)",
            "Jansen (2018), https://doi.org/10.1000/abc-182.",
        ],
    )
    def test_finds_it_in_what_was_pasted(self, pasted):
        assert read_doi(pasted) == "10.1000/abc-182"

    @pytest.mark.parametrize(
        "doi",
        [
            "10.1016/s0140-6736(19)31461-3",
            "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
            "10.3389/fpsyg.2020.00001",
            "10.1000.10/123456",
        ],
    )
    def test_keeps_the_odd_signs_that_belong_to_it(self, doi):
        assert read_doi(doi) == read_doi(f"https://doi.org/{doi}") == doi

    @pytest.mark.parametrize(
        "pasted", ["", "geen", "10.1000", "10/182", "110.1000/182", "https://example.org/10"]
    )
    def test_finds_none_where_there_is_none(self, pasted):
        assert read_doi(pasted) == ""

    def test_gives_up_on_what_no_table_holds(self):
        assert read_doi("10.1000/" + "a" * 200) == ""


def test_the_field_keeps_it_bare():
    field = PublicationPage._meta.get_field("doi")

    assert field.clean("https://doi.org/10.1000/ABC", None) == "10.1000/abc"
    assert field.clean("", None) == ""
