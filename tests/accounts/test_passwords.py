import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User


@pytest.mark.parametrize(
    "password",
    [
        "wachtwoord12",
        "aaaaaaaaaaaa",
        "Welkom2026!!",
        "Werkplaats2026!",
        "SociaalDomein2026!",
        "Zomer2026!!!",
        "November2026!",
        "W3rkpl@ats2026",
        "qwertyuiop1234",
        "fatima2026!!",
    ],
)
def test_a_password_that_is_guessed_first_is_refused(password):
    user = User(email="fatima@example.org", first_name="Fatima")

    with pytest.raises(ValidationError):
        validate_password(password, user)


@pytest.mark.parametrize(
    "password", ["fiets maan koelkast", "b7mdkq3wzpfxj9tnc2hr", "ontbijt onder de brug" * 10]
)
def test_a_password_that_is_hard_to_guess_is_taken(password):
    validate_password(password)


def test_a_password_of_eleven_characters_is_refused():
    with pytest.raises(ValidationError):
        validate_password("maan7fiets%")
