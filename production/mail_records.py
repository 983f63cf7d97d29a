"""What receivers of our mail look up about it, and what to ask the one who keeps the domain.

SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489) and the reverse name of the mail server. A look-up
tells a name server about us, so there is none unless MAIL_RESOLVER names one.
"""

import ipaddress
import itertools
from email.utils import parseaddr

import dns.resolver
import dns.reversename
from django.conf import settings

from production.mail_subjects import Look, Subject

__all__ = ["get_resolver", "look_up"]

DNS_PORT = 53
SECONDS = 5


def get_resolver():
    """Return a resolver of dnspython that asks MAIL_RESOLVER ("9.9.9.9" or "127.0.0.1:5353")."""
    host, _colon, port = settings.MAIL_RESOLVER.partition(":")
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = [host], int(port or DNS_PORT)
    resolver.lifetime = SECONDS
    return resolver


def look_up(resolver):
    """Return a Look for each of the records; raises dns.exception.DNSException for no answer."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return [
        look_at_spf(resolver, domain),
        look_at_dkim(resolver, domain),
        look_at_dmarc(resolver, domain),
        look_at_reverse_name(resolver),
    ]


def look_at_spf(resolver, domain):
    found = [text for text in read_texts(resolver, domain) if is_tagged(text, "v=spf1")]
    if not found:
        text = (
            f"{domain} does not say which servers send its mail. Ask for a TXT record at {domain}: "
            f"“v=spf1 … -all”, with on the dots what the provider of {settings.EMAIL_HOST} gives."
        )
    elif len(found) > 1:
        text = f"{domain} has {len(found)} SPF records, so none counts: have one made of them."
    elif found[0].split()[-1].lower() in {"all", "+all", "?all"}:
        text = f"“{found[0]}” lets anybody send mail of {domain}: have it end in -all or ~all."
    else:
        return Look(Subject.SPF, is_well=True, text=f"“{found[0]}”")
    return Look(Subject.SPF, is_well=False, text=text)


def is_tagged(text, tag):
    """Return whether a record begins with a tag, as a word of its own."""
    return text.replace(";", " ").split(" ")[0].lower() == tag


def look_at_dkim(resolver, domain):
    if not settings.DKIM_SELECTORS:
        return Look(
            Subject.DKIM,
            is_well=False,
            text="DKIM_SELECTORS is empty. Ask the provider of the mail server with which selector "
            "it signs mail, have its record made, and name the selector there.",
        )
    missing = [name for name in settings.DKIM_SELECTORS if not has_key(resolver, name, domain)]
    if missing:
        names = ", ".join(f"{name}._domainkey.{domain}" for name in missing)
        text = f"No key at {names}: ask the provider of the mail server for that record."
        return Look(Subject.DKIM, is_well=False, text=text)
    return Look(Subject.DKIM, is_well=True, text=f"a key for {', '.join(settings.DKIM_SELECTORS)}")


def has_key(resolver, selector, domain):
    """Return whether there is a key; one without letters was withdrawn (RFC 6376, 3.6.1)."""
    for text in read_texts(resolver, f"{selector}._domainkey.{domain}"):
        tags = dict(tag.strip().split("=", 1) for tag in text.split(";") if "=" in tag)
        if tags.get("p"):
            return True
    return False


def look_at_dmarc(resolver, domain):
    """Return how mail is to be treated that is not ours; a domain above may say it for all."""
    for name in [domain, domain.partition(".")[2]]:
        found = [text for text in read_texts(resolver, f"_dmarc.{name}") if "v=DMARC1" in text]
        if found and "p=none" in found[0].replace(" ", ""):
            text = f"“{found[0]}” lets receivers take what others send as {domain}: p=quarantine."
            return Look(Subject.DMARC, is_well=False, text=text)
        if found:
            return Look(Subject.DMARC, is_well=True, text=f"“{found[0]}”")
    text = (
        f"Large receivers refuse newsletters without it. Ask for a TXT record at _dmarc.{domain}: "
        f"“v=DMARC1; p=quarantine; rua=mailto:…”, with an address that may get their reports."
    )
    return Look(Subject.DMARC, is_well=False, text=text)


def look_at_reverse_name(resolver):
    """Return whether the address of the mail server has a name that leads back to it."""
    addresses = list_addresses(resolver, settings.EMAIL_HOST)
    names = {address: list_names(resolver, address) for address in addresses}
    wrong = [
        address
        for address, found in names.items()
        if not any(address in list_addresses(resolver, name) for name in found)
    ]
    if addresses and not wrong:
        return Look(
            Subject.REVERSE_NAME, is_well=True, text=", ".join(itertools.chain(*names.values()))
        )
    which = ", ".join(wrong) or settings.EMAIL_HOST
    text = (
        f"{which} has no name that leads back to it. Ask the one who hosts the mail server for a "
        f"PTR record; where it sends from other addresses than this, they have to have one too."
    )
    return Look(Subject.REVERSE_NAME, is_well=False, text=text)


def list_addresses(resolver, host):
    """Return the addresses of a host (a list of str); an address is its own."""
    try:
        return [str(ipaddress.ip_address(host.rstrip(".")))]
    except ValueError:
        return [*read(resolver, host, "A"), *read(resolver, host, "AAAA")]


def list_names(resolver, address):
    return read(resolver, dns.reversename.from_address(address), "PTR")


def read_texts(resolver, name):
    """Return the TXT records at a name, each whole (RFC 7208, section 3.3), as a list of str."""
    return [b"".join(record.strings).decode(errors="replace") for record in ask(resolver, name)]


def read(resolver, name, kind):
    """Return the records of a kind at a name, as a list of str."""
    return [record.to_text() for record in ask(resolver, name, kind)]


def ask(resolver, name, kind="TXT"):
    """Return the records of a kind at a name; none where there is no such name."""
    try:
        return list(resolver.resolve(name, kind))
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
