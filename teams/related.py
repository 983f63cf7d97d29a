"""Pages of other apps that are about a work team: its news, its meetings."""

__all__ = ["list_about"]


def list_about(team, related):
    """Return the published pages about a team as a queryset, in its language, each once.

    `related` is what they are reached by, for example `team.news_items`. One that is in this
    language may be about the team as it is in another.
    """
    model, versions = related.model, type(team).objects.filter(translation_key=team.translation_key)
    about = related.through.objects.filter(workteampage__in=versions)
    pages = model.objects.filter(locale=team.locale_id, pk__in=about.values(model._meta.model_name))
    return pages.published()
