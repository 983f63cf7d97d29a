"""What people come to the site with, answered within two clicks from the home page, and by search.

Each question has the way to its answer, as the visible words of links, and words of the answer.
"""

import pytest
from lxml.html import document_fromstring

pytestmark = pytest.mark.usefixtures("demo")

MOST_CLICKS = 2
# By language: the question, the links to follow from the home page, and what then stands there.
QUESTIONS = {
    "nl": [
        (
            "Wanneer is de volgende bijeenkomst?",
            ["Agenda"],
            "Keukentafelgesprek: zorgen en samen wonen",
        ),
        ("Hoe doe ik mee uit Dordrecht?", ["Meedoen"], "Moet ik in Rotterdam wonen?"),
        ("Wie gaat over mantelzorg?", ["Thema’s", "Mantelzorgboete"], "over mantelzorg"),
        (
            "Wat is er over huisuitzetting geschreven?",
            ["Thema’s", "Huisuitzetting"],
            "Burgerkracht",
        ),
        ("Wat is het adres?", ["Contact"], "Museumpark 40"),
        ("Hoe kom ik er met de trein?", ["Route"], "Met de trein"),
        ("Wie kan ik bellen?", ["Contact"], "010 794 5676"),
        ("Welke gemeenten doen mee?", ["Partners"], "Per gemeente"),
        ("Hoe krijg ik de nieuwsbrief?", ["Nieuwsbrief"], "Waarover wilt u lezen?"),
        ("Wat doet Werkteam 2?", ["Samenspel formeel en informeel"], "Wie zitten er aan tafel?"),
        ("Wat bewaren jullie van mij?", ["Privacy"], "nieuwsbrief"),
        ("Is de site voor iedereen toegankelijk?", ["Toegankelijkheid"], "Wat nog niet goed werkt"),
        ("Kan ik komen met een rolstoel?", ["Route"], "Met een rolstoel"),
        ("Welke hogescholen doen mee?", ["Partners"], "Hogeschool Inholland"),
        ("Kan mijn gemeente meedoen?", ["Meedoen"], "Moet ik in Rotterdam wonen?"),
    ],
    "en": [
        (
            "When is the next meeting?",
            ["Meetings"],
            "Kitchen-table talk: caring and living together",
        ),
        ("How can I join?", ["Take part"], "Rotterdam"),
        ("Who can I ask about poverty?", ["Themes", "Poverty"], "about poverty and debts"),
        ("What was written about eviction?", ["Themes", "Eviction"], "Citizen power"),
        ("What is your address?", ["Contact"], "Museumpark 40"),
        ("How do I get there by train?", ["Route"], "train"),
        ("What is your phone number?", ["Contact"], "+31 10 794 5676"),
        ("Which municipalities take part?", ["Partners"], "By municipality"),
        (
            "How do I get the newsletter?",
            ["Newsletter"],
            "What do you want to read about?",
        ),
        ("What does Work team 2 do?", ["Formal and informal working together"], "at the table"),
        ("Can I come in a wheelchair?", ["Route"], "With a wheelchair"),
        ("What is the carer’s penalty?", ["Themes", "Carer’s penalty"], "without pay"),
    ],
}
ASKED = [(language, *each) for language, questions in QUESTIONS.items() for each in questions]


def read(client, address):
    return document_fromstring(client.get(address).content)


def words_of(element):
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(("language", "question", "way", "answer"), ASKED)
def test_is_answered_within_two_clicks(client, language, question, way, answer):
    assert len(way) <= MOST_CLICKS
    document = read(client, "/" if language == "nl" else "/en/")

    for name in way:
        addresses = [a.get("href") for a in document.iter("a") if words_of(a) == name]
        assert addresses, f"{question} – no link “{name}”"
        document = read(client, addresses[0])

    assert answer in words_of(document.get_element_by_id("main"))


@pytest.mark.parametrize(("language", "question", "way", "answer"), ASKED)
def test_is_answered_by_search(client, language, question, way, answer):
    """The page that is the answer is among the first three, or its person stands with them."""
    address = "/zoeken/" if language == "nl" else "/en/search/"
    response = client.get(address, {"q": question})
    document = document_fromstring(response.content)

    found = [words_of(title) for title in document.xpath("//main//ol//h3")][:3]
    people = [words_of(each) for each in document.find_class("person")]
    assert way[-1] in found or any(answer in each for each in people)
