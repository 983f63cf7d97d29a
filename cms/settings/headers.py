"""Security headers; part of `base`.

The policies have the shape of Django 6's SECURE_CSP, so that the upgrade deletes our middleware.
"""

import os

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
PERMISSIONS_POLICY = {
    "accelerometer": "()",
    "camera": "()",
    "display-capture": "()",
    "geolocation": "()",
    "gyroscope": "()",
    "magnetometer": "()",
    "microphone": "()",
    "midi": "()",
    "payment": "()",
    "usb": "()",
}

# Who gets reports of leaks, as a URI (RFC 9116); production names its own.
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", "mailto:info@werkplaatssociaaldomeinzhz.nl")

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Not DENY, for the preview panel again; Django's check W019 knows no reason for that.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
