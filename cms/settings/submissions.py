"""What holds for forms that visitors send; part of `base`."""

import os

# How many proxies of our own stand before this server. Each adds to X-Forwarded-For whom it heard;
# with 0 nobody's word is taken for it.
TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))
