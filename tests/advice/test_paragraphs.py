from advice.paragraphs import read_paragraphs


class TestReadParagraphs:
    def test_leaves_out_what_has_no_words(self):
        html = "<p>Een  zin.</p><p> <br/></p><ul><li><b>Twee</b></li><li></li></ul>"

        assert [each.text for each in read_paragraphs(html)] == ["Een zin.", "Twee"]
