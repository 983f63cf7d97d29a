"""Pages of other apps that are about a work team or a theme: its news, its meetings."""

__all__ = ["list_about", "list_publications"]


def list_about(thing, related, locale_id):
    """Return the published pages about a team or a theme as a queryset, in a language, each once.

    `related` is what they are reached by, for example `team.news_items`. One that is in this
    language may be about the thing as it is in another.
    """
    versions = type(thing).objects.filter(translation_key=thing.translation_key)
    about = related.through.objects.filter(**{f"{related.source_field_name}__in": versions})
    keys = about.values(related.target_field_name)
    return related.model.objects.filter(locale=locale_id, pk__in=keys).published()


def list_publications(team):
    """Return the three newest published publications about a team, as a list."""
    return list(list_about(team, team.publications, team.locale_id).for_rows()[:3])
