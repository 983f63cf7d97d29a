"""Production on this machine, for `make run`: no DEBUG, but over http and with mails as files."""

from whitenoise.compress import Compressor

from installation.secret_key import read_or_make_secret_key

from .base import *  # noqa: F403

SECRET_KEY = read_or_make_secret_key(VAR_DIR / "secret-key")  # noqa: F405
NEWSLETTER_PEPPER = read_or_make_secret_key(VAR_DIR / "newsletter-pepper")  # noqa: F405
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
WAGTAILADMIN_BASE_URL = f"http://localhost:{os.environ.get('PORT', '8000')}"  # noqa: F405

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"  # noqa: F405
DEFAULT_FROM_EMAIL = "website@example.org"

# There is no nginx on a newcomer's machine to serve pictures.
SERVE_MEDIA = True

# Compressing ahead takes longer than all the rest of set-up; between two programs on one machine
# nobody gains by it.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [
    *Compressor.SKIP_COMPRESS_EXTENSIONS,
    *["css", "html", "ico", "js", "json", "md", "svg", "txt"],
]
