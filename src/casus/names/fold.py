"""Text made alike for matching, one character for one, so that offsets hold.

Traditional and simplified Chinese characters, capitals, accents on Latin letters and the kind of
apostrophe, hyphen or space make no difference to which name is meant; whether the capitals are
right is asked afterwards, of the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_PLAIN: Final = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "t", "ħ": "h", "œ": "o", "ё": "е",
    "ґ": "г", "ʼ": " ",
}  # fmt: skip


_ARABIC: Final = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ؤ": "و", "ئ": "ي", "ة": "ه",
                  "ی": "ي", "ک": "ك"}  # fmt: skip
"""Letters that Arabic writers put for one another."""

MARKS: Final = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""Characters that change nothing about which word it is: Arabic marks above and below letters, the
stroke that draws a word out, and what tells in which direction to write."""


HAN: Final = range(0x3400, 0xA000)
"""Chinese characters in common use."""

_HAN: Final = re.compile(f"[{chr(HAN.start)}-{chr(HAN.stop - 1)}]")

_UNSPACED: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x303F),  # radicals, ideographic marks
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


class _Fold(dict[int, str]):
    """A `str.translate` table that works characters out as they come."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        self[code] = folded
        return folded


def _fold(char: str) -> str:
    if not char.isalnum():
        # Combining marks belong to the word they stand in; all else parts words.
        return char if unicodedata.category(char) in ("Mn", "Mc") else " "
    if _is_han(char):
        return simplified().get(char, char)
    low = char.lower()
    if len(low) != 1:
        low = unicodedata.normalize("NFD", char)[0].lower()
    if low in _PLAIN:
        return _PLAIN[low]
    if low in _ARABIC:
        return _ARABIC[low]
    if ord(low) < 0x250 or 0x1E00 <= ord(low) < 0x1F00:
        base = unicodedata.normalize("NFD", low)[0]
        return base if len(base) == 1 else low
    return low


def _is_han(char: str) -> bool:
    return ord(char) in HAN


@cache
def simplified() -> dict[str, str]:
    """Traditional Chinese characters with the simplified one of each, as OpenCC has them.

    >>> simplified()["國"]
    '国'
    """
    import opencc

    chars = [chr(code) for code in HAN]
    plain = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    return {old: new for old, new in zip(chars, plain, strict=True) if old != new}


def simplify(text: str) -> str:
    """The text in simplified characters, one character for one.

    >>> simplify("臺灣與中國")
    '台湾与中国'
    """
    if not _HAN.search(text):
        return text
    known = simplified()
    return "".join(known.get(char, char) for char in text)


_TABLE: Final = _Fold({code: _fold(chr(code)) for code in range(128)})


def fold(text: str) -> str:
    """The text in small letters without accents, all that is no letter or digit made a space.

    >>> fold("N’Djaména, U.S.")
    'n djamena  u s '
    """
    return text.translate(_TABLE)


def key_of(name: str) -> str:
    """A name as names are matched: folded, without marks and without space around it.

    >>> key_of("عُمان") == key_of("عمان")
    True
    """
    return fold(MARKS.sub("", name)).strip()


def is_unspaced(char: str) -> bool:
    """True for letters of scripts that write no spaces between words."""
    code = ord(char)
    return code >= 0x0E00 and any(low <= code <= high for low, high in _UNSPACED)


def is_hangul(char: str) -> bool:
    """True for Korean syllables, whose words take their particles at the end."""
    return 0xAC00 <= ord(char) <= 0xD7A3


def is_kana(char: str) -> bool:
    """True for hiragana and katakana."""
    return 0x3040 <= ord(char) <= 0x30FF


def is_katakana(char: str) -> bool:
    """True for katakana, which writes foreign words: a name in it is bounded by other letters."""
    return 0x30A0 <= ord(char) <= 0x30FF and char != "・"


def same_case(form: str, shown: str, *, exact: bool) -> bool:
    """Whether what a text shows has the capitals of a name's form: at the beginnings of words where
    the form has some; the very same ones where they are to be `exact`."""
    if form == shown:
        return True
    begins = True
    for want, got in zip(form, shown, strict=False):
        if exact:
            if want.isupper() != got.isupper():
                return False
        elif begins and want.isupper() and got.islower():
            return False
        begins = not want.isalpha()
    return True


def marks_of(text: str) -> list[str]:
    """The letters of a name with their marks, wherever in a syllable these are written."""
    return sorted(unicodedata.normalize("NFD", text.lower().replace(".", "")))
