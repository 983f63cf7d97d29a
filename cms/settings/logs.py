"""Where errors are written; part of `base`."""

# Django writes errors to the console only with DEBUG; a server keeps what comes out of it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "filters": {"tokens": {"()": "cms.logs.TokenFilter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["tokens"],
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
