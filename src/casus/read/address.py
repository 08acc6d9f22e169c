"""Which addresses may be fetched: http and https to the public internet, each checked before use.

A name is resolved once and the connection goes to the address that was checked, so that a name
server cannot answer differently the second time.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from casus.errors import UnreadableSource


@dataclass(frozen=True, slots=True)
class Place:
    """Where a URL leads: its host and the numeric address to connect to."""

    scheme: str
    host: str
    port: int
    number: str


def is_url(words: str) -> bool:
    """Whether an input names an address rather than a file.

    >>> is_url("https://example.org/a"), is_url("page.html")
    (True, False)
    """
    scheme, mark, _ = words.partition("://")
    return bool(mark) and scheme.isalnum() and len(scheme) > 1


def resolve(url: str, *, allow_private: bool = False) -> Place:
    """Check a URL and look up its host.

    Raises `UnreadableSource` for another scheme than http and https, a host that is unknown, and,
    unless `allow_private`, one with an address that is not public (loopback, private, link-local,
    reserved, multicast).
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as err:
        raise UnreadableSource(url, f"no address: {err}") from None
    scheme, host = parts.scheme.lower(), parts.hostname
    if scheme not in {"http", "https"}:
        raise UnreadableSource(url, f"scheme {scheme or 'missing'!r}; accepted: http, https")
    if not host:
        raise UnreadableSource(url, "an address without a host; example: https://example.org/page")
    port = port or (443 if scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as err:
        raise UnreadableSource(url, f"unknown host {host!r}: {err}") from None
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_private:
        # One address that is not public damns the name: a mixed answer is how checks are evaded.
        for number in numbers:
            if not is_public(number):
                raise UnreadableSource(url, f"{host} is {number}, which is not a public address")
    return Place(scheme, host, port, numbers[0])


def is_public(number: str) -> bool:
    """Whether a numeric address belongs to the public internet.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("93.184.215.14")
    (False, False, True)
    """
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo is not None:
            inner = address.teredo[1]
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
