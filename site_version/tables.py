"""Which tables hold what visitors see, and what in them does not count.

Every table of the site and of what it is built on stands in SEEN or in UNSEEN: a test fails on a
new one until it is decided. All columns of a table in SEEN count, unless they are named.
"""

from typing import NamedTuple

__all__ = ["SEEN", "UNSEEN", "Seen"]


class Seen(NamedTuple):
    """What of a table counts.

    `unseen` names the columns that visitors do not see; `condition` is SQL that tells of `seen`,
    a row as jsonb, whether visitors may see it, as it was or as it is; `events` is what counts.
    """

    unseen: tuple = ()
    condition: str = ""
    events: tuple = ("INSERT", "UPDATE", "DELETE")


def of_page(column):
    """Return the condition that the page is live whose key is in a column (SQL)."""
    return f"(SELECT live FROM wagtailcore_page WHERE id = (seen ->> '{column}')::bigint)"  # noqa: S608


PAGE = Seen(condition=of_page("page_ptr_id"))
PART_OF_PAGE = Seen(condition=of_page("page_id"))
PART_OF_TEAM = Seen(condition=of_page("team_id"))
# Nobody sees a new one before a page or a snippet shows it, which counts itself.
UPLOAD_EVENTS = ("UPDATE", "DELETE")

SEEN = {
    # Pages: drafts change these columns, and so do the children that nobody sees.
    "wagtailcore_page": Seen(
        unseen=(
            *("draft_title", "has_unpublished_changes", "latest_revision_id"),
            *("latest_revision_created_at", "locked", "locked_at", "locked_by_id", "owner_id"),
            *("go_live_at", "expire_at", "numchild"),
        ),
        condition="(seen ->> 'live')::boolean",
    ),
    "agenda_agendaindexpage": PAGE,
    "agenda_meetingpage": PAGE,
    "contact_contactpage": PAGE,
    "contact_routepage": PAGE,
    "home_homepage": PAGE,
    "issues_issuepage": Seen(unseen=("mailing_id",), condition=of_page("page_ptr_id")),
    "news_newsindexpage": PAGE,
    "news_newspage": PAGE,
    "newsletter_newsletterpage": PAGE,
    "pages_accessibilitystatementpage": PAGE,
    "pages_standardpage": PAGE,
    "partners_partnerindexpage": PAGE,
    "publications_publicationindexpage": PAGE,
    "publications_publicationpage": PAGE,
    "teams_workteamindexpage": PAGE,
    "teams_themeindexpage": PAGE,
    "teams_themepage": PAGE,
    "teams_workteampage": PAGE,
    # Parts of pages.
    "agenda_meetingpage_themes": Seen(condition=of_page("meetingpage_id")),
    "agenda_meetingpage_work_teams": Seen(condition=of_page("meetingpage_id")),
    "home_featurednews": PART_OF_PAGE,
    "news_newspage_themes": Seen(condition=of_page("newspage_id")),
    "news_newspage_work_teams": Seen(condition=of_page("newspage_id")),
    "news_relatednews": PART_OF_PAGE,
    "publications_publicationpage_themes": Seen(condition=of_page("publicationpage_id")),
    "publications_publicationpage_work_teams": Seen(condition=of_page("publicationpage_id")),
    "teams_milestone": PART_OF_TEAM,
    "teams_opencall": PART_OF_TEAM,
    "teams_opencall_roles": Seen(
        condition="(SELECT live FROM teams_opencall JOIN wagtailcore_page AS page"
        " ON page.id = team_id WHERE teams_opencall.id = (seen ->> 'opencall_id')::bigint)"
    ),
    "teams_teammember": PART_OF_TEAM,
    "teams_teamsize": PART_OF_TEAM,
    "teams_teamtheme": PART_OF_TEAM,
    "teams_workteampage_municipalities": Seen(condition=of_page("workteampage_id")),
    # Snippets and settings.
    "contact_subject": Seen(unseen=("recipient",)),
    "glossary_term": Seen(),
    "newsletter_topic": Seen(),
    "pages_contactsettings": Seen(),
    "partners_municipality": Seen(),
    "partners_partner": Seen(),
    "people_contactperson": Seen(unseen=("consent_record",)),
    "teams_role": Seen(),
    "teams_theme": Seen(),
    # What an editor says about the answers of search.
    "search_pinnedpage": Seen(),
    "search_synonym": Seen(),
    # Pictures and documents. `text` is for search.
    "library_image": Seen(unseen=("source", "consent_record"), events=UPLOAD_EVENTS),
    "library_document": Seen(
        unseen=("source", "text", "text_hash", "text_state", "faults"), events=UPLOAD_EVENTS
    ),
    # Not what Wagtail makes for the screens of the admin.
    "library_rendition": Seen(
        condition=r"seen ->> 'filter_spec' !~ '^max-(150x150|165x165|320x200|800x600)\M'"
    ),
    # Where the pages are, and who may see them.
    "bin_leftaddress": Seen(unseen=("page_id",)),
    "wagtailcore_collection": Seen(unseen=("name", "numchild")),
    "wagtailcore_collectionviewrestriction": Seen(),
    "wagtailcore_collectionviewrestriction_groups": Seen(),
    "wagtailcore_locale": Seen(),
    "wagtailcore_pageviewrestriction": Seen(),
    "wagtailcore_pageviewrestriction_groups": Seen(),
    "wagtailcore_site": Seen(),
    "wagtailredirects_redirect": Seen(unseen=("automatically_created", "created_at")),
}

UNSEEN = {
    # Staff, what they may do and what they work on.
    *("account_emailaddress", "account_emailconfirmation", "mfa_authenticator"),
    *("socialaccount_socialaccount", "socialaccount_socialapp", "socialaccount_socialtoken"),
    "audit_entry",
    *("accounts_staffrole", "accounts_user", "accounts_user_groups"),
    *("accounts_user_user_permissions", "auth_group", "auth_group_permissions", "auth_permission"),
    *("reviews_review", "wagtailadmin_admin", "wagtailadmin_editingsession"),
    *("wagtailadmin_formstate", "wagtailcore_apitoken", "wagtailcore_comment"),
    *("wagtailcore_commentreply", "wagtailcore_groupapprovaltask"),
    *("wagtailcore_groupapprovaltask_groups", "wagtailcore_groupcollectionpermission"),
    *("wagtailcore_grouppagepermission", "wagtailcore_groupsitepermission"),
    *("wagtailcore_modellogentry", "wagtailcore_pagelogentry", "wagtailcore_pagesubscription"),
    *("wagtailcore_revision", "wagtailcore_task", "wagtailcore_taskstate"),
    *("wagtailcore_uploadedfile", "wagtailcore_workflow", "wagtailcore_workflowcontenttype"),
    *("wagtailcore_workflowpage", "wagtailcore_workflowstate", "wagtailcore_workflowtask"),
    "wagtailusers_userprofile",
    # What is known of a DOI, for the form of an editor.
    "publications_doilookup",
    # Who has the link of a draft sees what is in it; nothing of that is kept.
    "sharing_shareddraft",
    # Whom an issue of the newsletter is for, and who tried it.
    *("issues_issuepage_topics", "issues_trialmail"),
    # What becomes a draft, if anything.
    "word_files_sentfile",
    # Translations: what is published of them is in the pages.
    *("translations_heldback", "translations_jointpublication", "translations_owndraft"),
    *("translations_passagechange", "translations_progress"),
    *("wagtail_localize_localesynchronization", "wagtail_localize_overridablesegment"),
    *("wagtail_localize_relatedobjectsegment", "wagtail_localize_segmentoverride"),
    *("wagtail_localize_string", "wagtail_localize_stringsegment"),
    *("wagtail_localize_stringtranslation", "wagtail_localize_template"),
    *("wagtail_localize_templatesegment", "wagtail_localize_translatableobject"),
    *("wagtail_localize_translation", "wagtail_localize_translationcontext"),
    *("wagtail_localize_translationlog", "wagtail_localize_translationsource"),
    # The bin; an address that was left is what visitors see of it.
    *("bin_deletedpage", "bin_deletion"),
    # What visitors send, and the words that they agreed to: the words of now are in the code.
    *("contact_message", "newsletter_accessentry", "newsletter_consentevent"),
    *("newsletter_consenttext", "newsletter_signuprequest", "newsletter_subscriber"),
    *("newsletter_subscriberimport", "newsletter_subscription", "newsletter_suppression"),
    # What is mailed: the page of an issue is what visitors see.
    *("delivery_delivery", "delivery_mailing", "delivery_mailing_topics", "delivery_rendering"),
    "delivery_reservation",
    "submissions_count",
    # Search: what is found is asked of the index each time, and never kept.
    *("search_dailycount", "search_entry", "search_question", "search_word"),
    "wagtailsearch_indexentry",
    # Links that are looked at.
    *("linkcheck_address", "linkcheck_link"),
    # How often pages are read, and what visitors say of them.
    "feedback_answercount",
    *("visits_daycount", "visits_logposition", "visits_yearcount"),
    # Work, logins and the machinery of Django.
    *("background_heartbeat", "background_periodicrun", "backups_outcome"),
    *("django_content_type", "django_session", "django_tasks_database_dbtaskresult"),
    *("production_mailstate", "wagtailcore_referenceindex"),
    *("site_version_pendingchange", "site_version_siteversion"),
    # Wagtail's own, which we have others for or do not use.
    *("taggit_tag", "taggit_taggeditem", "wagtaildocs_document", "wagtailembeds_embed"),
    *("wagtailimages_image", "wagtailimages_rendition"),
}
