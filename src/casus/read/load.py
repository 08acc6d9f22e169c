"""Files and standard input as bytes, within bounds, unpacked where they are gzip."""

from __future__ import annotations

import sys
import zlib
from typing import TYPE_CHECKING, Final

from casus.errors import UnreadableSource

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES: Final = 20_000_000
"""A document larger than this, unpacked, is refused."""

GZIP: Final = b"\x1f\x8b"


def load_file(path: Path, source: str | None = None) -> bytes:
    """The bytes of a file, unpacked; `UnreadableSource` where it is none or too large."""
    source = source or str(path)
    try:
        if path.is_dir():
            raise UnreadableSource(source, "a folder; accepted: a file, an address, or '-'")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise too_large(source, size)
        with path.open("rb") as handle:
            content = handle.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableSource(source, "no such file") from None
    except (OSError, ValueError) as err:
        why = err.strerror if isinstance(err, OSError) and err.strerror else str(err)
        raise UnreadableSource(source, f"cannot be read: {why}") from None
    return unpack(content, source)


def load_stdin(source: str = "-") -> bytes:
    """What stands on standard input, unpacked."""
    return unpack(sys.stdin.buffer.read(MAX_BYTES + 1), source)


def unpack(content: bytes, source: str) -> bytes:
    """The content itself, or what its gzip holds; `UnreadableSource` above `MAX_BYTES`."""
    if len(content) > MAX_BYTES:
        raise too_large(source, len(content))
    if not content.startswith(GZIP):
        return content
    return inflate(content, source, zlib.MAX_WBITS | 16)


def inflate(content: bytes, source: str, window: int) -> bytes:
    """Deflated bytes unpacked, never more than `MAX_BYTES` of them."""
    out = bytearray()
    while content:
        stream = zlib.decompressobj(window)
        try:
            out += stream.decompress(content, MAX_BYTES + 1 - len(out))
        except zlib.error as err:
            raise UnreadableSource(source, f"damaged gzip: {err}") from None
        if len(out) > MAX_BYTES:
            raise too_large(source, None)
        if not stream.eof:
            raise UnreadableSource(source, "damaged gzip: it ends too early")
        # A gzip file may be several, one after the other; anything else behind it is padding.
        content = stream.unused_data if stream.unused_data.startswith(GZIP) else b""
    return bytes(out)


def too_large(source: str, size: int | None) -> UnreadableSource:
    """The error for a document above the bound."""
    got = f"{size / 1e6:.1f} MB" if size else f"more than {MAX_BYTES / 1e6:.0f} MB unpacked"
    return UnreadableSource(source, f"{got}; at most {MAX_BYTES / 1e6:.0f} MB are read")
