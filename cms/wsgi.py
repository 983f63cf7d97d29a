"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from background.postgresql import patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

patience.choose(patience.FOR_VISITORS)
application = get_wsgi_application()
