"""What holds for forms that visitors send; part of `base`."""

# How many proxies of our own stand before this server. Each adds to X-Forwarded-For whom it heard;
# with 0 nobody's word is taken for it.
TRUSTED_PROXY_COUNT = 0

# How many messages are taken from whom in ten minutes, by the contact form.
CONTACT_LIMITS = {"network": 5, "address": 5, "site": 100}
CONTACT_LIMITS_SECONDS = 600
# The form tells visitors; the page on privacy does too.
CONTACT_MONTHS_KEPT = 12
