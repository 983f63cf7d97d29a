import datetime

import pytest
from django import forms
from django.utils import timezone, translation


@pytest.mark.parametrize("language", ["nl", "en"])
class TestWhatTheAdminUnderstands:
    @pytest.mark.parametrize("typed", ["13-05-2018", "13-5-2018", "13/5/2018", "2018-05-13"])
    def test_of_a_date(self, language, typed):
        with translation.override(language):
            assert forms.DateField().clean(typed) == datetime.date(2018, 5, 13)

    @pytest.mark.parametrize("typed", ["13-05-2018 09:30", "2018-05-13 09:30"])
    def test_of_a_moment(self, language, typed):
        with translation.override(language):
            moment = forms.DateTimeField().clean(typed)

        assert timezone.localtime(moment).isoformat()[:16] == "2018-05-13T09:30"
