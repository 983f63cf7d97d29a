"""What the site keeps of people, where, for how long, and how it goes: the one table of it.

A page in the admin shows it to the privacy officer. For how long is read from the settings and the
code that does it, so that the page never says something else. A test fails on a table with people
in it that is not here, and on periodic work that deletes and is not here.
"""

from django.utils.translation import gettext_lazy as _

from audit.retention import Kept

__all__ = ["KEPT"]

KEPT = [
    Kept(
        _("Subscribers of the newsletter"),
        _("To send them what they asked for: address, language and topics."),
        ["newsletter_subscriber", "newsletter_subscription", "newsletter_signuprequest"],
        _("By subscribers themselves, with the link in each email; or in their own screen."),
        jobs=[
            "newsletter.cleaning.delete_outdated_requests",
            "newsletter.cleaning.delete_outdated_unsubscribed",
            "newsletter.cleaning.delete_outdated_unreachable",
            "newsletter.cleaning.delete_outdated_old_addresses",
        ],
        terms=[
            (_("without a confirmation"), "newsletter.links.CONFIRM_WITHIN"),
            (_("after somebody stopped"), "newsletter.cleaning.ERASE_AFTER"),
            (_("when emails do not arrive any more"), "newsletter.cleaning.UNREACHABLE_KEPT"),
        ],
        until=_("as long as somebody gets the newsletter"),
    ),
    Kept(
        _("Proof of consent"),
        _("To be able to show that somebody asked for the newsletter."),
        ["newsletter_consentevent", "newsletter_consenttext", "newsletter_suppression"],
        _("The name goes with the subscriber; a mark that nobody can read back stays."),
        jobs=["newsletter.cleaning.delete_outdated_proof"],
        terms=[(_("after the subscriber is gone"), "newsletter.cleaning.PROOF_KEPT")],
    ),
    Kept(
        _("Lists of subscribers that staff read in"),
        _("To show where the consent of these subscribers comes from; refused lines to mend them."),
        ["newsletter_subscriberimport"],
        _("The lines by themselves; the statement stays."),
        jobs=["newsletter.cleaning.delete_outdated_reports"],
        terms=[(_("lines that were refused"), "NEWSLETTER_IMPORT_REPORT_DAYS")],
    ),
    Kept(
        _("To whom the newsletter was sent"),
        _("To send nobody an issue twice, and to count how many arrived."),
        ["delivery_delivery"],
        _("With the subscriber; without a name the line stays in the totals."),
        jobs=["delivery.cleaning.delete_outdated_deliveries"],
        terms=[(_("after an issue was sent"), "DELIVERY_DAYS_KEPT")],
    ),
    Kept(
        _("Messages of visitors"),
        _("To answer them: name, address and what they wrote."),
        ["contact_message"],
        _("In the screen of the message."),
        jobs=["contact.cleaning.delete_outdated_messages"],
        terms=[(_("after they came"), "CONTACT_MONTHS_KEPT")],
    ),
    Kept(
        _("What visitors searched for"),
        _("To make pages easier to find: the words and how often, never who."),
        ["search_question", "search_dailycount"],
        _("In the screen of what visitors search for."),
        jobs=["search.statistics.delete_outdated_questions"],
        terms=[
            (_("what was asked seldom"), "search.statistics.RARE_DAYS"),
            (_("the rest"), "search.statistics.MOST_DAYS"),
        ],
    ),
    Kept(
        _("How often pages are read"),
        _("Numbers for each day, without anything about who read them."),
        ["visits_daycount", "visits_yearcount", "feedback_answercount"],
        _("Not: nobody can be found in them."),
        jobs=["visits.counting.delete_outdated_counts"],
        terms=[
            (_("per day"), "VISITS_DAYS_KEPT"),
            (_("lines that are still to be counted"), "visits.counting.LOG_KEPT"),
        ],
    ),
    Kept(
        _("Marks against abuse"),
        _("To see that one network or address tries too often; a mark that cannot be read back."),
        ["submissions_count"],
        _("By themselves."),
        jobs=["submissions.limits.delete_outdated_counts"],
        until=_("until the limit begins anew, a day at most"),
    ),
    Kept(
        _("Accounts of staff"),
        _("To sign in and to know who may do what: name, address, roles and second factors."),
        [
            *["accounts_user", "accounts_user_groups", "accounts_user_user_permissions"],
            *["wagtailusers_userprofile", "account_emailaddress", "mfa_authenticator"],
            *["socialaccount_socialaccount", "wagtailcore_apitoken", "wagtailadmin_formstate"],
        ],
        _("By who manages accounts: delete the account. In logs only a number stays."),
        until=_("as long as somebody works on the site"),
    ),
    Kept(
        _("Sessions of staff"),
        _("To stay signed in, and to see who else works on a page."),
        ["django_session", "wagtailadmin_editingsession"],
        _("By signing out; or with “Sign out everywhere”."),
        jobs=["background.jobs.delete_outdated_sessions"],
        terms=[(_("after the last work"), "SESSION_COOKIE_AGE")],
    ),
    Kept(
        _("Who of the staff did what"),
        _("To be accountable: who saw, exported or changed personal data, settings and roles."),
        ["audit_entry", "newsletter_accessentry"],
        _("Not earlier: nobody can change it."),
        jobs=[
            "audit.cleaning.delete_outdated_entries",
            "newsletter.cleaning.delete_outdated_access_entries",
        ],
        terms=[
            (_("the log"), "AUDIT_DAYS"),
            (_("who saw which subscribers"), "NEWSLETTER_ACCESS_LOG_DAYS"),
        ],
    ),
    Kept(
        _("Who made or changed what"),
        _("To work together: history, drafts, comments and who must check something."),
        [
            *["wagtailcore_page", "wagtailcore_revision", "wagtailcore_pagelogentry"],
            *["wagtailcore_modellogentry", "wagtailcore_comment", "wagtailcore_commentreply"],
            *["wagtailcore_pagesubscription", "wagtailcore_taskstate", "wagtailcore_workflowstate"],
            *["wagtailcore_uploadedfile", "library_image", "library_document"],
            *["wagtailimages_image", "wagtaildocs_document", "sharing_shareddraft"],
            *["translations_jointpublication", "translations_progress"],
            *["delivery_mailing", "issues_trialmail"],
            *["wagtail_localize_stringtranslation", "wagtail_localize_segmentoverride"],
        ],
        _("With the page, picture or document; the name with the account."),
        until=_("as long as what it is about"),
    ),
    Kept(
        _("What was deleted, and Word files"),
        _("To put it back, or to make a draft of it."),
        ["bin_deletion", "bin_deletedpage", "word_files_sentfile"],
        _("In the bin: “Delete for ever”."),
        jobs=[
            "bin.emptying.delete_outdated_deletions",
            "word_files.cleaning.delete_outdated_files",
        ],
        terms=[
            (_("in the bin"), "BIN_DAYS"),
            (_("Word files"), "word_files.models.KEPT_FOR"),
        ],
    ),
    Kept(
        _("People whom visitors can reach"),
        _("Names and addresses that are on the site, with their consent."),
        [
            *["people_contactperson", "teams_teammember", "pages_contactsettings"],
            *["contact_subject", "agenda_meetingpage"],
        ],
        _("By an editor; after that they are in the bin and in older versions of pages."),
        until=_("as long as they are on the site"),
    ),
    Kept(
        _("Work that the site does by itself"),
        _("To send emails again that did not arrive: numbers, and files that are under way."),
        [
            *["django_tasks_database_dbtaskresult", "background_heartbeat"],
            *["publications_doilookup"],
        ],
        _("By itself."),
        jobs=[
            "background.jobs.delete_outdated_tasks",
            "background.jobs.delete_outdated_heartbeats",
            "library.tasks.delete_unfinished_files",
            "publications.looking_up.delete_outdated_lookups",
        ],
        terms=[
            (_("what went well"), "background.jobs.DONE_KEPT"),
            (_("what failed"), "background.jobs.FAILED_KEPT"),
        ],
    ),
    Kept(
        _("Backups"),
        _("To put everything back after the worst day."),
        [],
        _("Not: what is erased goes with the last backup that has it."),
        terms=[(_("the oldest"), "BACKUPS_KEPT")],
        place=_("In the folder for backups, and where a copy of them is kept."),
    ),
]
