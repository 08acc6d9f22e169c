"""Addresses are checked before use, and answers are bounded."""

from __future__ import annotations

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from casus.errors import UnreadableSource
from casus.read import fetch as fetching
from casus.read.address import is_public, resolve
from casus.read.fetch import fetch
from casus.read.reader import read_article

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (
    b"<html lang=en><h1>Envoys meet in Geneva again</h1><p>The envoys met in Geneva and agreed.</p>"
)


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        base = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
        moves = {
            "/loop": base + "/loop2",
            "/loop2": base + "/loop",
            "/file": "file:///etc/hostname",
            "/once": "/page",
        }
        if self.path.startswith("/far"):
            moves[self.path] = f"/far{int(self.path[4:]) + 1}"
        if self.path in moves:
            self.send_response(302)
            self.send_header("Location", moves[self.path])
            self.end_headers()
            return
        if self.path == "/gone":
            self.send_error(404)
            return
        body = {"/bomb": gzip.compress(b"x" * 30_000_000), "/zip": gzip.compress(PAGE)}.get(
            self.path, PAGE
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if self.path in {"/bomb", "/zip"}:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        try:
            self.wfile.write(body)
            while self.path == "/endless":
                self.wfile.write(b"x" * 100_000)
            if self.path == "/drip":
                self.server.hold.wait(5)  # type: ignore[attr-defined]
        except OSError:
            pass

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    server.hold = threading.Event()  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.hold.set()  # type: ignore[attr-defined]
    server.shutdown()


def test_a_page_is_fetched_with_its_last_address(base: str) -> None:
    assert fetch(base + "/once", allow_private=True).url == base + "/page"
    assert read_article(base + "/zip", allow_private=True).title == "Envoys meet in Geneva again"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/loop", "circle"),
        ("/far0", "more than 5 redirects"),
        ("/file", "scheme 'file'"),
        ("/bomb", "at most 20 MB"),
        ("/endless", "at most 20 MB"),
        ("/gone", "404"),
    ],
)
def test_answers_out_of_bounds_are_refused(base: str, path: str, why: str) -> None:
    with pytest.raises(UnreadableSource, match=why):
        fetch(base + path, allow_private=True)


def test_an_answer_that_does_not_end_is_given_up(base: str) -> None:
    with pytest.raises(UnreadableSource, match=r"within 0\.5 s"):
        fetch(base + "/drip", allow_private=True, seconds=0.5)


def test_private_addresses_are_refused_unless_allowed(base: str) -> None:
    with pytest.raises(UnreadableSource, match="not a public address"):
        read_article(base + "/page")


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_no_such_address_is_public(number: str) -> None:
    assert not is_public(number)


def test_addresses_of_the_internet_are_public() -> None:
    assert is_public("93.184.215.14")
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "gopher://example.org/", "ftp://example.org", "http://", "http://[::1",
     "http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://localhost/"],
)  # fmt: skip
def test_other_schemes_and_disguised_hosts_are_refused(url: str) -> None:
    with pytest.raises(UnreadableSource):
        resolve(url)


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: answers)
    with pytest.raises(UnreadableSource, match=r"10\.0\.0\.1"):
        resolve("http://example.org/")


def test_the_connection_goes_to_the_address_that_was_checked(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(base.rsplit(":", 1)[1])
    asked: list[str] = []

    def once(host: str, *args: object, **kwargs: object) -> list[object]:
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(fetching, "resolve", lambda url, **kw: resolve(url, allow_private=True))
    monkeypatch.setattr("casus.read.address.socket.getaddrinfo", once)
    fetch(f"http://news.example:{port}/page", allow_private=True)
    # httpx asks for the number only: the name is looked up once.
    assert asked.count("news.example") == 1
