"""A page from the web, within bounds of size, time and redirects."""

from __future__ import annotations

import threading
import time
import zlib
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from casus.errors import UnreadableSource
from casus.read.address import Place, resolve
from casus.read.load import MAX_BYTES, inflate, too_large, unpack

MAX_SECONDS: Final = 20.0
"""All of a fetch, name look-up and redirects included, ends within this time."""

MAX_REDIRECTS: Final = 5

_HEADERS: Final = {
    "User-Agent": "casus (news reader; +https://pypi.org/project/casus-foederis/)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the last URL, the unpacked bytes, media type and charset."""

    url: str
    content: bytes
    media_type: str
    charset: str | None


def fetch(url: str, *, allow_private: bool = False, seconds: float = MAX_SECONDS) -> Fetched:
    """Fetch a page.

    At most 20 MB unpacked, `seconds` in all, five redirects, each checked as the first address is.
    Raises `UnreadableSource` that says which bound was met.
    """
    outcome: list[Fetched | Exception] = []

    def run() -> None:
        try:
            outcome.append(_fetch(url, allow_private, time.monotonic() + seconds))
        except Exception as err:
            outcome.append(err)

    # A thread, since neither a name look-up nor an answer that drips byte by byte can be timed.
    thread = threading.Thread(target=run, daemon=True, name="casus-fetch")
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise UnreadableSource(url, f"no complete answer within {seconds:g} s")
    got = outcome[0]
    if isinstance(got, UnreadableSource):
        raise got
    if isinstance(got, Exception):
        raise UnreadableSource(url, f"cannot be fetched: {type(got).__name__}: {got}") from got
    return got


def _fetch(url: str, allow_private: bool, deadline: float) -> Fetched:
    import httpx

    asked = url
    seen = set()
    with httpx.Client(follow_redirects=False, trust_env=False, timeout=10.0) as client:
        for _ in range(MAX_REDIRECTS + 1):
            if url in seen:
                raise UnreadableSource(asked, f"redirects in a circle, back to {url}")
            seen.add(url)
            place = resolve(url, allow_private=allow_private)
            with client.stream(
                "GET",
                _pinned(url, place),
                headers={**_HEADERS, "Host": _host_line(place)},
                extensions={"sni_hostname": place.host},
            ) as answer:
                if answer.status_code in _REDIRECTS and "location" in answer.headers:
                    url = urljoin(url, answer.headers["location"])
                    continue
                if answer.status_code >= 400:
                    raise UnreadableSource(asked, f"HTTP status {answer.status_code}")
                packed = _collect(answer.iter_raw(), asked, deadline)
                coding = answer.headers.get("content-encoding", "").strip().lower()
                content = _unpacked(packed, coding, asked)
                media_type, _, rest = answer.headers.get("content-type", "").partition(";")
                return Fetched(url, content, media_type.strip().lower(), _charset(rest))
    raise UnreadableSource(asked, f"more than {MAX_REDIRECTS} redirects")


def _pinned(url: str, place: Place) -> str:
    """The URL with the number that was checked in place of the host's name."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    number = f"[{place.number}]" if ":" in place.number else place.number
    return parts._replace(netloc=f"{number}:{place.port}", fragment="").geturl()


def _host_line(place: Place) -> str:
    host = f"[{place.host}]" if ":" in place.host else place.host
    usual = 443 if place.scheme == "https" else 80
    return host if place.port == usual else f"{host}:{place.port}"


def _collect(chunks: object, source: str, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:  # type: ignore[attr-defined]
        size += len(chunk)
        if size > MAX_BYTES:
            raise too_large(source, None)
        if time.monotonic() > deadline:
            raise UnreadableSource(source, "the answer did not end in time")
        parts.append(chunk)
    return b"".join(parts)


def _unpacked(packed: bytes, coding: str, source: str) -> bytes:
    if coding in {"", "identity", "gzip", "x-gzip"}:
        return unpack(packed, source)
    if coding == "deflate":
        # Servers send it with and without the header of zlib.
        raw = packed[:1] != b"\x78"
        return inflate(packed, source, -zlib.MAX_WBITS if raw else zlib.MAX_WBITS)
    raise UnreadableSource(source, f"content encoding {coding!r}; accepted: gzip, deflate")


def _charset(parameters: str) -> str | None:
    for part in parameters.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None
