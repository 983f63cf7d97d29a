"""Connections to other sites on the internet, and to no machine of our own network.

Whoever writes a link decides where this server looks. So a name is looked up once, each of its
addresses is judged, and the connection goes to that very address: a name that means another
machine a moment later (DNS rebinding) changes nothing. A redirect makes a new connection, and so
is judged again.
"""

import socket
import ssl
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import ip_address, ip_network
from threading import Timer

from django.conf import settings

__all__ = ["PrivateAddressError", "connect"]

# For each step; a server that sends a sign now and then is stopped after LONGEST.
PATIENCE = 10
LONGEST = 20
# Of the addresses that a name has: each may take all patience.
MOST_TRIED = 4
# All that is given out of IPv6; the rest stays within a network, or leads on to IPv4.
GIVEN_OUT = ip_network("2000::/3")


class PrivateAddressError(Exception):
    """A website whose name leads to a machine that is not on the internet."""


class PublicConnection(HTTPConnection):
    """A connection that only goes to an address that anybody on the internet can reach."""

    def connect(self):
        self.sock = open_socket(self.host, self.port, self.timeout)
        self.timer.start()


class PublicTLSConnection(HTTPSConnection):
    """The same, with a certificate that must be right for the name."""

    def connect(self):
        connection = open_socket(self.host, self.port, self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(
            connection, server_hostname=self.host, do_handshake_on_connect=False
        )
        # Not before `cut` can end it.
        self.timer.start()
        self.sock.do_handshake()


@contextmanager
def connect(scheme, host, port):
    """Give a connection to a website for the length of a block, which ends it after LONGEST."""
    kind = PublicTLSConnection if scheme == "https" else PublicConnection
    connection = kind(host, port or kind.default_port, timeout=PATIENCE)
    # Begins when there is a socket: before that, it would find nothing to end.
    connection.timer = Timer(LONGEST, cut, [connection])
    connection.timer.daemon = True
    try:
        yield connection
    finally:
        connection.timer.cancel()
        connection.close()


def cut(connection):
    """End a connection from another thread; who waits for an answer hears that it is over."""
    # It may have come to an end just now.
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def open_socket(host, port, timeout):
    """Return a socket to the first public address of a host that answers, of MOST_TRIED."""
    error = None
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for family, kind, protocol, _name, address in found[:MOST_TRIED]:
        if not is_public(address[0]):
            error = PrivateAddressError(host)
            continue
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(timeout)
        try:
            connection.connect(address)
        except OSError as failure:
            connection.close()
            error = failure
        else:
            return connection
    raise error


def is_public(text):
    """Return whether an IP address is one of the internet; a setting of the tests allows others."""
    address = ip_address(text.partition("%")[0])
    if any(address in ip_network(each) for each in settings.LINKCHECK_ALSO_ALLOWED):
        return True
    if address.version == 6:
        leads_on = address.sixtofour or address.teredo
        if leads_on or address not in GIVEN_OUT:
            return False
    return address.is_global and not address.is_multicast
