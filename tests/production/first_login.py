"""Opens a link of an invitation, chooses a password, and prints where that leads; for the tests.

It runs on the server of the tests, with the Python that is there: the standard library only.
"""

import re
import ssl
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode, urlsplit

PASSWORD = "een-lang-wachtwoord-van-Noor-7"

(link,) = sys.argv[1:]
(certificate,) = Path("/etc/letsencrypt/live").glob("*/fullchain.pem")
browser = urllib.request.build_opener(
    urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=certificate)),
    urllib.request.HTTPCookieProcessor(CookieJar()),
)
form = browser.open(link)
token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.read().decode())[1]
typed = {"csrfmiddlewaretoken": token, "new_password1": PASSWORD, "new_password2": PASSWORD}
browser.addheaders += [("Referer", form.url)]
page = browser.open(form.url, urlencode(typed).encode())
print(page.status, urlsplit(page.url).path)
