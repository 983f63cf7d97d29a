"""What holds everywhere, and is safe anywhere.

`production` adds secrets and HTTPS, `local` is production over http on this machine,
`dev` and `test` may only loosen.
"""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# Everything that is made here and belongs to this installation: database, media, mails.
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

# Apps

INSTALLED_APPS = [
    # Ours, in the order of their imports (docs/decisions/0002-layout.md).
    *["cms", "page_cache", "dashboard", "manual", "installation", "demo", "production", "home"],
    *["feedback", "issues", "delivery", "search", "newsletter", "contact", "news", "agenda"],
    *["publications", "teams", "partners", "bin", "linkcheck", "word_files", "translations"],
    *["advice", "reviews", "sharing", "short_addresses", "visits", "pages", "people", "glossary"],
    *["library", "languages", "accounts", "audit", "submissions", "backups", "background"],
    *["site_version"],
    "wagtail_localize",
    # Not wagtail_localize.locales, whose option "Sync from" publishes Dutch under /en/.
    "wagtail.locales",
    *["wagtail.contrib.redirects", "wagtail.contrib.routable_page", "wagtail.contrib.settings"],
    "wagtail.contrib.typed_table_block",
    # wagtail.users, with our screens.
    "accounts.apps.ColleaguesConfig",
    *["wagtail.documents", "wagtail.images", "wagtail.snippets", "wagtail.embeds"],
    *["wagtail.search", "wagtail.sites", "wagtail.admin", "wagtail", "modelcluster", "taggit"],
    *["django_tasks", "django_tasks_db"],
    # The second factor, and SURFconext: docs/decisions/0052-second-factor.md.
    *["allauth", "allauth.account", "allauth.mfa", "allauth.socialaccount"],
    "allauth.socialaccount.providers.openid_connect",
    *["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.postgres"],
    *["django.contrib.sessions", "django.contrib.messages"],
    # Ahead of staticfiles, so that runserver serves files the way production does.
    *["whitenoise.runserver_nostatic", "django.contrib.staticfiles"],
]

MIDDLEWARE = [
    # Above all that looks at the name of the site: who asks for health has its address alone.
    "production.health.HealthMiddleware",
    # Pages leave compressed, also without a proxy that does so; static files have been before, and
    # so has what is kept.
    "django.middleware.gzip.GZipMiddleware",
    "visits.middleware.VisitsMiddleware",
    "page_cache.middleware.PageCacheMiddleware",
    # Above all that sets or reads a cookie.
    "page_cache.headers.CacheControlMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "cms.headers.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "site_version.middleware.ReadingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "languages.middleware.AddressLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    # A feed reader that asks again for what it has gets 304 and no body.
    "django.middleware.http.ConditionalGetMiddleware",
    "cms.addresses.MethodsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.edit_links.WhoLooksMiddleware",
    "accounts.middleware.IdleSessionMiddleware",
    "accounts.second_factor.middleware.SecondFactorMiddleware",
    "accounts.middleware.FieldsMiddleware",
    "accounts.middleware.OddKeysMiddleware",
    "accounts.refusals.KeepTypedMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.addresses.CapitalsMiddleware",
    # Above redirects: where there is one, the address is not gone.
    "bin.middleware.GoneMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "translations.middleware.OfferMiddleware",
    "pages.refusals.PublishingRefusedMiddleware",
    "cms.widget_scripts.WidgetScriptsMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

# Data

if "DATABASE_URL" in os.environ:
    DATABASES = {
        "default": dj_database_url.parse(os.environ["DATABASE_URL"], engine="background.postgresql")
    }
else:
    # HOST is a data directory here; the backend starts a server in it when it is first needed.
    DATABASES = {
        "default": {
            "ENGINE": "installation.embedded",
            "NAME": "postgres",
            "USER": "postgres",
            "HOST": str(VAR_DIR / "postgresql"),
        }
    }
# Without the check, the first request after a restart of the database would fail.
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the memory of each process: for Wagtail, which keeps there where the sites begin, and files of
# pictures. It tells its own process alone when these change; the key says it to the others.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "site_version.keeping.make_key",
    }
}

# Language and time

LANGUAGE_CODE = "nl"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
WAGTAIL_I18N_ENABLED = True
OPEN_GRAPH_LOCALES = {"nl": "nl_NL", "en": "en_GB"}
# Ours, and what we say in other words than others do: docs/decisions/0026-one-dutch.md.
WORDS_OF_OTHERS = BASE_DIR / "locale" / "others"
LOCALE_PATHS = [BASE_DIR / "locale", WORDS_OF_OTHERS]
FORMAT_MODULE_PATH = ["cms.formats"]
TIME_ZONE = "Europe/Amsterdam"

# Files

# Whether this process also serves what is public in `media`, as nginx does in production.
SERVE_MEDIA = False
STATIC_URL = "/static/"
# An image has them in itself: what it makes is elsewhere, and may be empty.
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
# Public, as it stands: pictures at one size, which are made from uploads.
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    # Everything that anybody sends in. No address leads here but by a view that asks who it is for:
    # docs/decisions/0013-uploads.md.
    "default": {
        "BACKEND": "library.storage.WholeFilesStorage",
        # A str, because Wagtail hands it to the task that deletes a file.
        "OPTIONS": {"location": str(VAR_DIR / "uploads"), "base_url": "/admin/uploads/"},
    },
    "renditions": {"BACKEND": "library.storage.WholeFilesStorage"},
    "staticfiles": {"BACKEND": "cms.static_files.BundledStaticFilesStorage"},
}

# Staff

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "accounts.validators.LengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "accounts.validators.GuessValidator",
        "OPTIONS": {
            # What people in a Dutch office think of when they have to choose one.
            "words": [
                *["welkom", "wachtwoord", "geheim", "beheer", "website", "werkplaats", "werkteam"],
                *["sociaal", "domein", "sociaaldomein", "nieuwsbrief", "gemeente", "hogeschool"],
                *["zuid", "holland", "zuidholland", "rotterdam", "dordrecht", "drechtsteden"],
                *["inholland", "museumpark", "nederland", "lente", "voorjaar", "zomer", "herfst"],
                *["najaar", "winter", "januari", "februari", "maart", "april", "mei", "juni"],
                *["juli", "augustus", "september", "oktober", "november", "december"],
                *["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
            ]
        },
    },
]
AUTHENTICATION_BACKENDS = ["accounts.backends.BrakedBackend"]
LOGIN_URL = "wagtailadmin_login"
# How long it is kept who signed in, changed roles or settings, or saw personal data.
AUDIT_DAYS = 2 * 365
LOGIN_REDIRECT_URL = "wagtailadmin_home"

# How long somebody works with a password alone, from the first time that they come with rights.
SECOND_FACTOR_DAYS = 7
# For what only who is there may do: for how long a password or code that was just given holds.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_ADAPTER = "accounts.second_factor.adapters.AccountAdapter"
MFA_ADAPTER = "accounts.second_factor.adapters.FactorAdapter"
SOCIALACCOUNT_ADAPTER = "accounts.second_factor.adapters.ProviderAdapter"
MFA_FORMS = {
    "authenticate": "accounts.second_factor.forms.CodeForm",
    "reauthenticate": "accounts.second_factor.forms.CodeAgainForm",
    "add_webauthn": "accounts.second_factor.forms.AddPasskeyForm",
    "activate_totp": "accounts.second_factor.forms.ActivateAppForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# The clock of a telephone may be half a minute late.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Werkplaats Sociaal Domein ZHZ"
# Colleagues know each other's address: theirs are not asked to prove it once more.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Who lets people in beside ourselves, such as SURFconext; production names it.
SOCIALACCOUNT_PROVIDERS = {}
# By a link: browsers let no form lead on to the pages of others (form-action, below).
SOCIALACCOUNT_LOGIN_ON_GET = True
# Theirs are counted in the memory of one process: ours are `accounts.brakes`.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False

# How often a password is tried, as (limit, seconds): by a network at anything, by a network at one
# account, and by all networks at one account, after which each of them has to be slow.
PASSWORD_LIMITS = {
    "network": (30, 10 * 60),
    "account": (5, 5 * 60),
    "everywhere": (100, 60 * 60),
    "slow": (1, 2 * 60),
}
# How often a network begins to sign in without a password, with a passkey or at a provider.
NO_PASSWORD_LIMITS = {"network": (60, 10 * 60)}
# How often a new password is asked for: by a network, and for an address.
PASSWORD_RESET_LIMITS = {"network": (5, 10 * 60), "address": (3, 60 * 60)}
# For how long the link in the email works that invites a colleague.
INVITATION_DAYS = 7
# Nobody chooses a password for another.
WAGTAILUSERS_PASSWORD_ENABLED = False
CSRF_FAILURE_VIEW = "accounts.refusals.refuse_token"
# A page with a long table has thousands of fields, as Wagtail warns; a form of visitors a few.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
VISITORS_MAX_NUMBER_FIELDS = 1000
# Who does nothing in the admin for so long logs in again.
SESSION_COOKIE_AGE = 8 * 60 * 60

# Wagtail

WAGTAIL_SITE_NAME = "Werkplaats Sociaal Domein Zuid-Holland Zuid"
WAGTAILADMIN_USER_LOGIN_FORM = "accounts.forms.LoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "accounts.forms.PasswordResetForm"  # noqa: S105
WAGTAIL_FRONTEND_LOGIN_URL = "wagtailadmin_login"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
# The time of a meeting is that of the clock where it is, whoever writes it down.
WAGTAIL_USER_TIME_ZONES = ["Europe/Amsterdam"]
WAGTAIL_DATE_FORMAT = "%d-%m-%Y"
WAGTAIL_DATETIME_FORMAT = "%d-%m-%Y %H:%M"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# In which an editor can say that a passage is: our own, and those most heard in the region
# (language codes that Django has a name for).
PASSAGE_LANGUAGES = ["nl", "en", "tr", "ar", "pl"]
# Half a second, Wagtail's default, makes a revision of every pause for thought.
WAGTAIL_AUTOSAVE_INTERVAL = 2000
# Of a submission they get two mails otherwise; see pages/notifications.py.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# These three call third parties from the editor's browser or draw attention to Wagtail itself.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Without this, "Translate" on a live page publishes the Dutch text under /en/ (localize #463).
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Deleting a translated page keeps its texts, for whoever starts the translation again.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backend"}}

WAGTAILIMAGES_IMAGE_MODEL = "library.Image"
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "svg", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "library.forms.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# A picture of 120 megapixels takes 727 MiB of memory to scale; phones make at most 50.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
# All sizes of a picture come from `manage.py worker`, so that no visitor waits for one; where none
# may be running, False has them made while a page is shown.
PICTURES_ARE_MADE_BY_WORKER = True
# A view that asks who a document is for; an address of the storage asks nobody.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_MODEL = "library.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "library.forms.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]

# The bin

# How long what was deleted can be put back.
BIN_DAYS = 90
# What goes there beside pages; nothing that visitors sent does.
BIN_MODELS = [
    *["contact.Subject", "glossary.Term", "library.Document", "library.Image", "newsletter.Topic"],
    *["partners.Municipality", "partners.Partner", "people.ContactPerson"],
    *["teams.Role", "teams.Theme"],
]
# Whether code that deletes past the bin is refused: see bin/guards.py.
BIN_IS_GUARDED = True

# Pages that are looked at again

# How many months after it was published a page of these types is looked at again, each time. The
# law wants the accessibility statement checked every year (Besluit digitale toegankelijkheid).
REVIEW_MONTHS = {"pages.accessibilitystatementpage": 12}

# Forms that visitors send

# How many proxies of our own stand before this server. Each adds to this header whom it heard; with
# 0 nobody's word is taken for it. One header and no other: a proxy that writes the one lets through
# what a visitor wrote in the other.
TRUSTED_PROXY_COUNT = 0
PROXY_HEADER = "X-Forwarded-For"

# How many messages the contact form takes, as (limit, seconds): from one network, with one address
# of a visitor, and on the whole site.
CONTACT_LIMITS = {"network": (5, 600), "address": (5, 600), "site": (100, 600)}
# How many answers about pages, and remarks, are taken from one network and on the whole site: a
# class that reads the same page gives thirty in a minute.
FEEDBACK_LIMITS = {"network": (60, 600), "site": (600, 600)}
# The form tells visitors; the page on privacy does too.
CONTACT_MONTHS_KEPT = 12

# The newsletter

# Shown as the sender; DEFAULT_FROM_EMAIL where it is empty.
NEWSLETTER_SENDER = os.environ.get("NEWSLETTER_SENDER", "")
# Subscribers' replies go here.
NEWSLETTER_REPLY_TO = os.environ.get("NEWSLETTER_REPLY_TO", "info@werkplaatssociaaldomeinzhz.nl")
# Names the list in every mail (RFC 2919): fixed for ever, since people sort their mail by it.
NEWSLETTER_LIST_ID = "nieuwsbrief.werkplaatssociaaldomeinzhz.nl"

# Which members of staff saw which subscribers: kept for two years, so that whoever asks after
# the past year gets a whole answer.
NEWSLETTER_ACCESS_LOG_DAYS = 2 * 365
# How many sign-ups are taken, as (limit, seconds): from one network, which may be a room full of
# people, and on the whole site, after which they only go slower (submissions.brakes).
NEWSLETTER_LIMITS = {"network": (120, 10 * 60), "site": (400, 60 * 60)}
# How many mails of one kind an address gets, whoever asks for them: (limit, seconds).
NEWSLETTER_MAIL_LIMITS = {"quarter of an hour": (1, 15 * 60), "day": (3, 24 * 60 * 60)}
# The report of an import, with the lines that were refused. The import itself stays.
NEWSLETTER_IMPORT_REPORT_DAYS = 30
# How many imported addresses are asked by mail to confirm: so few that visitors who sign up
# meanwhile do not wait for theirs, and that mail providers see no flood.
NEWSLETTER_IMPORTED_PER_MINUTE = 2

# Sending an issue

# How long “not after all” takes it back, when it is sent at once.
DELIVERY_GRACE = timedelta(minutes=10)
# How many mails leave in a second, from all servers together; with 0 as many as they can. No reader
# waits for one, and mail providers see no flood.
DELIVERY_RATE = float(os.environ.get("DELIVERY_RATE", "10"))
# How many leave at most in how many seconds, whichever these are: "500/3600" for a mail server that
# takes five hundred an hour. Nothing where there is no such limit.
DELIVERY_WINDOW = os.environ.get("DELIVERY_WINDOW", "")
# Gets what cannot be delivered, with the number of the mail after a +: "retour@example.org". Its
# mail server has to know what stands after a + as the same mailbox. Without one the sender gets it.
DELIVERY_RETURN_ADDRESS = os.environ.get("DELIVERY_RETURN_ADDRESS", "")
# The mailbox of that address, which is for nothing else: imaps://user:password@host/INBOX.
DELIVERY_MAILBOX = os.environ.get("DELIVERY_MAILBOX", "")
# How long what is in it is kept, and what became of each mail. The numbers of a mailing stay.
DELIVERY_MAILBOX_DAYS = 30
DELIVERY_DAYS_KEPT = 365

# Links to other sites

# Networks, as "10.1.0.0/16", in which the check of links may look beside the internet: none, since
# whoever writes a page decides where this server looks (linkcheck/connections.py).
LINKCHECK_ALSO_ALLOWED = []

# Publications

# Where DOIs are looked up for the form of an editor (publications/asking.py). It sends on to who
# registered the DOI; none of them may be in a network of ours, as with the check of links.
DOI_REGISTER = "https://doi.org/"

# What is done outside requests, by `manage.py worker`

TASKS = {
    # Wagtail's own tasks: the search index is right at once, and the queue would be no faster.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    # Ours; see background/__init__.py.
    "background": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        # Any name: the workers take from all queues.
        "QUEUES": [],
    },
}

# Work that takes long, beside the queue: see background/lanes.py.
LANES = ["delivery.lane.DeliveryLane"]

# Done by one of the workers, whenever so much time has passed since it was last begun: the dotted
# path of a function without arguments, which is kept in the database.
PERIODIC_WORK = {
    "agenda.ending.note_what_is_over": timedelta(minutes=1),
    "audit.cleaning.delete_outdated_entries": timedelta(days=1),
    "background.jobs.publish_scheduled": timedelta(minutes=1),
    "background.jobs.delete_outdated_sessions": timedelta(days=1),
    "background.jobs.delete_outdated_tasks": timedelta(days=1),
    "background.jobs.delete_outdated_heartbeats": timedelta(hours=1),
    "backups.jobs.make_backup": timedelta(days=1),
    "backups.jobs.prove_backup": timedelta(days=7),
    "bin.emptying.delete_outdated_deletions": timedelta(days=1),
    "contact.cleaning.delete_outdated_messages": timedelta(days=1),
    "delivery.cleaning.delete_outdated_deliveries": timedelta(days=1),
    "delivery.returns.collecting.collect": timedelta(minutes=5),
    "library.making.make_missing_renditions": timedelta(days=1),
    "library.tasks.delete_unfinished_files": timedelta(days=1),
    "library.tasks.make_images_safe": timedelta(days=1),
    "library.tasks.read_missed_files": timedelta(days=1),
    "linkcheck.checking.check_due": timedelta(minutes=1),
    "linkcheck.tasks.read_all": timedelta(days=1),
    "news.listing.list_on_its_day": timedelta(minutes=10),
    "newsletter.cleaning.delete_outdated_access_entries": timedelta(days=1),
    "newsletter.cleaning.delete_outdated_old_addresses": timedelta(days=1),
    "newsletter.cleaning.delete_outdated_proof": timedelta(days=1),
    "newsletter.cleaning.delete_outdated_reports": timedelta(days=1),
    "newsletter.cleaning.delete_outdated_requests": timedelta(hours=1),
    "newsletter.cleaning.delete_outdated_unreachable": timedelta(days=1),
    "newsletter.cleaning.delete_outdated_unsubscribed": timedelta(days=1),
    "newsletter.cleaning.remind": timedelta(hours=1),
    "newsletter.importing.ask_imported": timedelta(minutes=1),
    "production.mail_looks.look_at_mail": timedelta(days=1),
    "publications.looking_up.delete_outdated_lookups": timedelta(days=1),
    "reviews.reminding.remind": timedelta(days=1),
    "search.tasks.rebuild_index": timedelta(days=1),
    "search.statistics.delete_outdated_questions": timedelta(days=1),
    "search.statistics.join_forms": timedelta(days=1),
    "search.vocabulary.recount_words": timedelta(days=1),
    "submissions.limits.delete_outdated_counts": timedelta(hours=1),
    "translations.tasks.check_all": timedelta(days=1),
    "translations.priority.rank_by_visits": timedelta(days=1),
    "visits.counting.count_visits": timedelta(minutes=5),
    "visits.counting.delete_outdated_counts": timedelta(days=1),
    "word_files.cleaning.delete_outdated_files": timedelta(days=1),
}

# Backups

# Better on another disk; what stands here is read by nobody but the site's own account.
BACKUP_DIR = Path(os.environ.get("BACKUP_DIR", VAR_DIR / "backups"))
# The newest of each of the last days, weeks and months. What somebody had erased is in them until
# the last one has gone.
BACKUPS_KEPT = {"days": 7, "weeks": 4, "months": 3}
# A folder in another place, for a copy of each that only the private half of an age key opens;
# BACKUP_COPY_KEY is the public half.
BACKUP_COPY_DIR = os.environ.get("BACKUP_COPY_DIR", "")
BACKUP_COPY_KEY = os.environ.get("BACKUP_COPY_KEY", "")
BACKUP_COPIES_KEPT = 7

# Pages that are kept for the next visitor

PAGE_CACHE = True
PAGE_CACHE_DIR = VAR_DIR / "page-cache"
# On each machine; what has been kept longest makes room.
PAGE_CACHE_BYTES = 512 * 1024 * 1024
# How long a change may take to be seen by who is not signed in.
PAGE_CACHE_SECONDS = 1
# All that makes another page: the filters and pages of lists, and the files of the sitemap. A
# question to search is not among them, as each one is counted.
PAGE_CACHE_PARAMETERS = {"p", "page", "kind", "language", "municipality", "team", "theme", "year"}
# These count visits, and make no other page.
PAGE_CACHE_IGNORED = ("utm_", "mtm_", "pk_", "fbclid", "gclid", "msclkid", "mc_")
# Where each visitor gets something else.
PAGE_CACHE_NEVER = ("/-/", "/documents/")

# How often pages are read

# Lines of what was read, until they are counted; a proxy that answers by itself writes here too.
VISITS_DIR = VAR_DIR / "visits"
# Programs, as their User-Agent tells: most name themselves, or the library that they are made with.
# The proxy (production/server/nginx.conf) leaves out the same.
VISITS_ROBOTS = (
    "bot|crawl|spider|slurp|preview|monitor|scan|fetch|lighthouse|headless|curl|wget|python|java/"
    "|go-http|okhttp|axios|libwww|httpclient|facebookexternalhit|whatsapp|feed|rss|varnish"
)
# Which day something was read; longer than a year, so that a month has the one before it beside it.
VISITS_DAYS_KEPT = 400

# Security headers

# Everything a public page needs comes from the site itself, and nothing is inline.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    # The editor's preview panel shows the page in a frame.
    "frame-ancestors": ["'self'"],
}

# The admin's scripts come from the site too: cms.widget_scripts sends the inline ones as data.
SECURE_CSP_ADMIN = {
    **SECURE_CSP,
    # An event handler that does nothing: the cropping tool asks with it what a browser knows.
    "script-src-attr": ["'unsafe-hashes'", "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"],
    # The rich text editor writes style elements, with other words and numbers each time.
    "style-src-elem": ["'self'", "'unsafe-inline'"],
    # A picture just chosen from the editor's own machine.
    "img-src": ["'self'", "data:", "blob:"],
    # The preview panel.
    "frame-src": ["'self'"],
}

# An upload is shown, never run; webmail and feed readers may show our pictures.
SECURE_CSP_UPLOADS = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "sandbox": [],
}

# What a page of ours never asks a browser for.
PERMISSIONS_POLICY = dict.fromkeys(
    [
        *["accelerometer", "camera", "display-capture", "geolocation", "gyroscope"],
        *["magnetometer", "microphone", "midi", "payment", "usb"],
    ],
    "()",
)

# Whether mail will arrive

# The name server that `manage.py check_mail` asks, as "9.9.9.9"; it hears who we are, so there is
# none unless somebody chose one.
MAIL_RESOLVER = os.environ.get("MAIL_RESOLVER", "")
# Under which names the provider of the mail server signs mail (RFC 6376), as "s1,s2".
DKIM_SELECTORS = os.environ.get("DKIM_SELECTORS", "").replace(",", " ").split()

# Who gets reports of leaks, as a URI (RFC 9116); production names its own.
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", "mailto:info@werkplaatssociaaldomeinzhz.nl")

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Not DENY, for the preview panel again; Django's check W019 knows no reason for that.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]

# Logs

# Django writes errors to the console only with DEBUG; a server keeps what comes out of it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "filters": {
        "away": {"()": "cms.logs.AwayFilter"},
        "tokens": {"()": "cms.logs.TokenFilter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["tokens", "away"],
            "formatter": "line",
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A page that is not there is the business of the visitor, and a daily matter.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
