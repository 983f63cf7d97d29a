"""Keeps which places lead where in step with what visitors read."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from linkcheck.models import Address, Link
from linkcheck.own import judge
from linkcheck.reading import get_host, list_links

__all__ = ["forget_links", "judge_again", "list_leading_to", "read_links"]

# Whoever made a slip in an address has often mended it by then.
FIRST_LOOK = timedelta(hours=1)


@transaction.atomic
def read_links(instance):
    """Keep the links of a page or an entry of a list that visitors see, and forget earlier ones.

    What leads to this site is judged at once, the rest later. The number of queries is the same
    for any number of links to chosen pages and to other sites.
    """
    found = list_links(instance)
    language = get_language(instance)
    addresses = keep_addresses({each.goal for each in found}, language)
    links = list_links_of(instance)
    before = set(links.values_list("address_id", flat=True))
    links.delete()
    Link.objects.bulk_create(
        Link(
            address=addresses[each.goal],
            path=each.path,
            words=each.words,
            **get_identity(instance),
        )
        for each in found
    )
    forget_unused(before - {each.pk for each in addresses.values()})


def get_language(instance):
    """Return the language of a page or an entry of a list, or "" where it has none."""
    return instance.locale.language_code if hasattr(instance, "locale_id") else ""


def get_identity(instance):
    """Return the fields of a Link that say whose it is; a page is a Page of whatever type."""
    model = Page if isinstance(instance, Page) else type(instance)
    return {"content_type": ContentType.objects.get_for_model(model), "object_id": instance.pk}


def list_links_of(instance):
    return Link.objects.filter(**get_identity(instance))


def keep_addresses(goals, language):
    """Return the Address of each goal, as a dictionary; those of this site judged anew."""
    hosts = {goal: get_host(goal) for goal in goals}
    first_look = timezone.now() + FIRST_LOOK
    Address.objects.bulk_create(
        [
            Address(url=goal, host=host, next_check_at=first_look)
            if host
            else Address(url=goal, language=language)
            for goal, host in hosts.items()
        ],
        ignore_conflicts=True,
    )
    kept = Address.objects.filter(~Q(host="") | Q(language=language), url__in=goals)
    judge_again([each for each in kept if not each.host])
    return {each.url: each for each in kept}


def judge_again(addresses):
    """Judge Addresses of this site, all of one language, and keep what is different now."""
    if not addresses:
        return
    judgements = judge({each.url for each in addresses}, addresses[0].language)
    changed = []
    for each in addresses:
        judgement = judgements[each.url]
        if (each.state, each.page_key) != (judgement.state, judgement.page_key):
            if each.state != judgement.state:
                each.since = timezone.now()
            each.state, each.page_key = judgement.state, judgement.page_key
            changed.append(each)
    Address.objects.bulk_update(changed, ["state", "page_key", "since"])


def list_leading_to(page):
    """Return the Addresses of this site that lead to a page, or would from now on."""
    url = page.get_url() or ""
    written = Q(page_key=None) & (Q(url=url) | Q(url__startswith=f"{url}#")) if url else Q()
    return Address.objects.own().filter(Q(page_key=page.pk) | written)


def forget_links(instance):
    """Forget the links of what visitors see no more."""
    links = list_links_of(instance)
    before = set(links.values_list("address_id", flat=True))
    links.delete()
    forget_unused(before)


def forget_unused(keys):
    """Forget the Addresses with these primary keys that no link leads to any more."""
    if keys:
        Address.objects.filter(pk__in=keys, links=None).delete()
