"""Bytes to text: by declaration (BOM, header, meta), then by content.

A declaration is believed only if the bytes bear it out. Text that no encoding fits is refused, not
filled with replacement marks.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from casus.errors import UnreadableSource

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.\-]{2,40})""", re.I)
_XML: Final = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.\-]{2,40})""", re.I)
_MAGIC: Final = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"PAR1", "a Parquet file"),
)
# What browsers take these names to mean (WHATWG Encoding Standard).
_MEANT: Final = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "big5": "big5hkscs",
    "x-mac-cyrillic": "mac-cyrillic",
}
_SAMPLE: Final = 60_000
_ACCEPTED: Final = "accepted: html, plain text or JSONL in UTF-8 or a declared encoding"


def decode(content: bytes, source: str, *, declared: str | None = None, html: bool = True) -> str:
    """The text of `content`.

    `declared` is the charset of the HTTP header; with `html` a `<meta charset>` is looked for.
    Raises `UnreadableSource` for binary content, NUL characters, and bytes no encoding fits.

    >>> decode("Pyongyang – 22 Juni".encode("cp1252"), "page", declared="windows-1252")
    'Pyongyang – 22 Juni'
    """
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise UnreadableSource(source, f"{what}; {_ACCEPTED}")
    text = _decoded(content, source, declared, html)
    if (at := text.find("\0")) >= 0:
        raise UnreadableSource(source, f"binary: a NUL character at position {at}; {_ACCEPTED}")
    return text


def _decoded(content: bytes, source: str, declared: str | None, html: bool) -> str:
    for bom, name in _BOMS:
        if content.startswith(bom):
            try:
                return content[len(bom) :].decode(name)
            except UnicodeDecodeError as err:
                raise UnreadableSource(source, f"begins as {name} but is not: {err}") from None
    names = [name for name in (declared, _declared_inside(content) if html else None) if name]
    wide = bool(names) and names[0].lower().replace("-", "").startswith(("utf16", "utf32"))
    if not wide and (at := content.find(b"\0")) >= 0:
        raise UnreadableSource(source, f"binary: a NUL byte at position {at}; {_ACCEPTED}")
    try:
        # UTF-8 cannot be hit by chance: text in another encoding fails within a few letters.
        return content.decode("utf-8")
    except UnicodeDecodeError as err:
        broken = err
    for name in names:
        text = _strictly(content, name)
        if text is not None and not _looks_wrong(text):
            return text
    text = _nearly_utf8(content) if html else None
    text = text or _by_content(content)
    if text is None:
        raise UnreadableSource(
            source, f"neither UTF-8 (byte {broken.start}: {broken.reason}) nor another encoding"
            f" that its content shows; {_ACCEPTED}"
        )  # fmt: skip
    return text


def _declared_inside(content: bytes) -> str | None:
    head = content[:8192]
    match = _XML.search(head) or _META.search(head)
    return match[1].decode("ascii", "ignore") if match else None


def _strictly(content: bytes, name: str) -> str | None:
    name = name.strip().lower()
    try:
        return content.decode(_MEANT.get(name, name))
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _looks_wrong(text: str) -> bool:
    """Whether decoding went through but gave control marks, as a wrong single-byte charset does."""
    sample = text[:_SAMPLE]
    odd = sum("\x80" <= c <= "\x9f" or (c < " " and c not in "\t\n\r\f\x1b") for c in sample)
    beyond = sum(c > "\x7f" for c in sample)
    return odd > 0.02 * max(beyond, 50) or _mixed_words(sample) > 0.2


def _mixed_words(sample: str) -> float:
    """Share of words with a Latin letter beyond ASCII that look like another script misread.

    Cyrillic or Greek read as Latin-1 comes out as words made of accented letters only.
    """
    words = [w for w in re.findall(r"[^\W\d_]{3,}", sample) if any("\x80" <= c <= "ɏ" for c in w)]
    if len(words) < 10:
        return 0.0
    wrong: int = sum(sum("\x80" <= c <= "ɏ" for c in word) > 0.6 * len(word) for word in words)
    return wrong / len(words)


def _nearly_utf8(content: bytes) -> str | None:
    """UTF-8 with a few broken bytes, as pages have that were cut at a byte count."""
    text = content.decode("utf-8", "replace")
    bad, good = text.count("\ufffd"), sum(c > "\x7f" for c in text[:_SAMPLE])
    return text if bad <= 3 and good > 20 * bad else None


def _by_content(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    sample = re.sub(rb"<[^>]*>", b" ", content)[:_SAMPLE] if b"<" in content[:200] else content
    best = from_bytes(sample[:_SAMPLE], threshold=0.15).best()
    if best is None or best.encoding in {"utf_8", "ascii"}:
        return None
    if best.coherence < 0.05 and best.byte_order_mark is False and not best.multi_byte_usage:
        return None
    text = _strictly(content, best.encoding)
    return None if text is None or _looks_wrong(text) else text
