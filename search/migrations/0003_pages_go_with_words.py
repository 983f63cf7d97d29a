"""A pinned page goes with several questions, and the most wanted pages of a site get theirs."""

from django.db import migrations, models

# By the type of the page: what visitors type to find it, and how longer questions say it.
WORDS = {
    ("contact", "contactpage"): {
        "nl": (
            "adres, bezoekadres, telefoon, telefoonnummer, bellen, mailen, e-mail, e-mailadres,"
            " contactgegevens, afspraak maken",
            "jullie telefoonnummer, jullie adres, jullie bellen, jullie mailen",
        ),
        "en": (
            "address, telephone, phone, telephone number, phone number, call, email,"
            " email address, contact details, appointment",
            "your telephone number, your phone number, your address, call you, email you",
        ),
    },
    ("contact", "routepage"): {
        "nl": (
            "routebeschrijving, bereikbaarheid, parkeren, openbaar vervoer",
            "hoe kom ik bij, hoe kom ik er, hoe kom ik naar",
        ),
        "en": ("directions, parking, public transport", "how do I get to, how do I get there"),
    },
    ("teams", "workteamindexpage"): {
        "nl": ("werkteam, teams, welke werkteams zijn er", ""),
        "en": ("work team, teams, which work teams are there", ""),
    },
}


def give_words(apps, schema_editor):
    """Let the pages that every site has go with the words that visitors use for them."""
    page_model = apps.get_model("wagtailcore", "Page")
    pin_model = apps.get_model("search", "PinnedPage")
    for (app_label, model), words in WORDS.items():
        pages = page_model.objects.filter(
            content_type__app_label=app_label,
            content_type__model=model,
            locale__language_code__in=words,
        )
        for page in pages.select_related("locale"):
            for place, question in enumerate(words[page.locale.language_code]):
                if question:
                    pin_model.objects.create(
                        locale_id=page.locale_id,
                        page=page,
                        question=question,
                        in_longer_questions=place == 1,
                    )


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_entries_are_read_newest_first"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AlterField(
            model_name="pinnedpage",
            name="question",
            field=models.CharField(
                help_text="One or more words, in any order and form: “adres” also works for “adressen”. Put a comma between questions: “adres, telefoonnummer”.",
                max_length=255,
                verbose_name="what visitors type",
            ),
        ),
        migrations.AddField(
            model_name="pinnedpage",
            name="in_longer_questions",
            field=models.BooleanField(
                default=False,
                help_text="The page also comes first when visitors type more around these words. Then the words must be in this order.",
                verbose_name="also in longer questions",
            ),
        ),
        migrations.RunPython(give_words, migrations.RunPython.noop),
    ]
