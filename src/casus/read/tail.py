"""The comments of readers that hang on the end of a text.

A tail is cut only where two things speak for it: a name line before a date line, a date line and
a change of language, a reply button, a heading of comments. A date alone, a name alone or a
foreign sentence alone is left, since articles end on all of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from casus.read.day import ascii_digits, find_days
from casus.read.language import script_of, tell_language
from casus.read.months import fold, weekdays_of
from casus.yamlfile import YamlFile

_NAME_LENGTH: Final = 40
_MIN_ARTICLE: Final = 150
"""Letters that must stand before a comment: above it a name and a date are a byline."""

_CLOCK: Final = re.compile(
    r"\d{1,2}\s*[:.h時시点]\s*\d{2}(?:\s*[:.]\s*\d{2}|\s*[分분])?|\d{1,2}\s*[時시]|[+\-]\d{2}:?\d{2}"
    r"|\d{1,2}\s*(?:am|pm)\b",
    re.IGNORECASE,
)
_NEAR: Final = ({"id", "ms"}, {"hr", "sr", "bs"})
_MOST_TELLINGS: Final = 200
_MOST_LINES: Final = 3000
"""How many lines from the end a tail is looked for."""

_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟:;,][\"'”’»)\]]*$")
_QUOTED: Final = re.compile(r"[\"“”«»„「」]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty, with its place in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tail:
    """Where a tail begins, and what speaks for its being one."""

    start: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Words:
    buttons: frozenset[str]
    headings: frozenset[str]
    openings: tuple[str, ...]
    says: tuple[str, ...]
    beside_dates: frozenset[str]
    relative: re.Pattern[str]


def find_tail(text: str, lang: str) -> Tail | None:
    """Where the comments at the end of `text` begin, None where there are none.

    `lang` is the language of the article, for names of months and changes of language.

    >>> page = "Title\\n" + "The two presidents met and signed a pact on mutual aid. " * 4
    >>> tail = find_tail(page + "\\nadam\\nJuly 3, 2024 at 9:12 am\\nGreat site, thanks!", "en")
    >>> tail.reason
    'comment: name and date line'
    """
    lines = [
        Line(match[0].strip(), match.start(), match.end())
        for match in re.finditer(r"[^\r\n\u2028\x0b\x0c]+", text)
        if match[0].strip()
    ]
    written = 0
    changes = _Changes(lines, lang)
    for index, line in enumerate(lines):
        if index >= max(2, len(lines) - _MOST_LINES) and written >= _least(line.text):
            reason = _opens_comments(lines, index, lang, changes)
            if reason:
                return Tail(line.start, f"comment: {reason}")
        written += len(line.text)
    return None


def is_date_line(line: str, lang: str) -> bool:
    """Whether a line is nothing but a date, with or without weekday, time and zone.

    >>> is_date_line("July 22, 2024 @ 7:15 pm", "en"), is_date_line("On 5 May 2024 they met", "en")
    (True, False)
    """
    rest = without_date(line, lang)
    return rest is not None and not rest


def without_date(line: str, lang: str) -> str | None:
    """What a line says beside its date, weekday, time and zone; None where it has no date."""
    if len(line) > 120 or not re.search(r"\d", line):
        return None
    days = find_days(line, lang) or (find_days(line, "id") if lang != "id" else [])
    plain = ascii_digits(line)
    if not days:
        # "06/07/2024": which day it is stays open, but a date it is.
        bare = re.search(r"(?<!\d)\d{1,2}[./\-]\d{1,2}[./\-](?:20)?\d\d(?!\d)", plain)
        if not bare:
            return None
        plain = plain.replace(bare[0], " ")
    for day in days:
        plain = plain[: day.start] + " " * (day.end - day.start) + plain[day.end :]
    plain = _CLOCK.sub(" ", plain)
    names = weekdays_of(lang) | weekdays_of("id")
    beside = _words().beside_dates
    kept = [
        word
        for word in re.split(r"[\s,;|•·()\[\]/–—\-@:.]+", plain)
        if word and not word.isdigit() and fold(word) not in names and fold(word) not in beside
    ]
    return " ".join(kept)


def _least(line: str) -> int:
    return _MIN_ARTICLE // 2 if script_of(line) in {"han", "kana", "hangul"} else _MIN_ARTICLE


def _opens_comments(lines: list[Line], index: int, lang: str, changes: _Changes) -> str | None:
    """What shows that the comments begin at this line, None where they do not."""
    words = _words()
    line, after = lines[index].text, lines[index + 1 : index + 6]
    if _is_heading(line):
        if (
            index + 1 == len(lines)
            or _has_marks(lines[index + 1 : index + 13], lang)
            or changes.words(index + 1)
        ):
            return "heading of comments" + changes.words(index + 1)
        return None
    if not after:
        return None
    following = after[0].text
    if _is_name(line, lang):
        if is_date_line(following, lang) or _is_relative(following):
            if len(after) < 2:
                return None
            return "name and date line" + changes.words(index + 2)
        if _is_button(following) and len(after) > 1:
            return "name and reply line" + changes.words(index + 2)
        if _is_username(line) and (change := changes.words(index + 1)):
            return "name line" + change
        if _says(line) and len(after) > 1 and _has_marks(lines[index + 1 : index + 13], lang):
            return "name line that says, and reply or date lines"
    name_and_date = without_date(line, lang) if len(line) <= 80 else None
    if name_and_date is not None or _is_relative(line):
        if change := changes.words(index + 1):
            return "date line" + change
        if _is_button(following) or (_has_marks(after[1:], lang) and len(name_and_date or "") < 30):
            return "date line and reply line"
        marks = any(_is_button(later.text) for later in lines[index + 1 : index + 40])
        if marks and (name_and_date is None or _is_name(name_and_date, lang)):
            return "date line and reply line"
    if words.openings and _is_button(line) and changes.words(index + 1):
        return "reply line" + changes.words(index + 1)
    return None


def _is_name(line: str, lang: str) -> bool:
    """Whether a line may be the name of one who comments: short, few words, no sentence."""
    bare = re.sub(r"\s*[:：]$", "", line)
    if not bare or len(bare) > _NAME_LENGTH or len(bare.split()) > 5 or _QUOTED.search(bare):
        return False
    if _SENTENCE_END.search(bare) or without_date(bare, lang) is not None:
        return False
    return any(c.isalpha() for c in bare)


def _is_username(line: str) -> bool:
    """Whether a name is a user's rather than a person's or a heading: one word, lower case."""
    bare = line.rstrip(":").strip()
    single = re.fullmatch(r"[\w.\-]{3,24}", bare) is not None
    return single and bare.isascii() and (bare.islower() or bool(re.search(r"[a-z]\d|_", bare)))


def _is_heading(line: str) -> bool:
    words = _words()
    bare = _bare(line)
    opened = any(bare.startswith(opening + " ") for opening in words.openings)
    return bare in words.headings or (opened and bool(re.match(r"\W*\d", line)))


def _is_button(line: str) -> bool:
    parts = [part for part in re.split(r"[|•·/]", line) if part.strip()]
    return 0 < len(parts) <= 4 and all(_bare(part) in _words().buttons for part in parts)


def _is_relative(line: str) -> bool:
    return len(line) <= 60 and _words().relative.search(ascii_digits(line)) is not None


def _says(line: str) -> bool:
    bare = line.rstrip(":： ").casefold()
    return line.endswith((":", "：")) and bare.endswith(_words().says)


def _has_marks(lines: list[Line], lang: str) -> bool:
    """Whether lines hold the dates, times or buttons that comments have."""
    return any(
        _is_button(line.text) or _is_relative(line.text) or is_date_line(line.text, lang)
        for line in lines[:12]
    )


class _Changes:
    """Changes of language or script in a text, told for no more places than is reasonable."""

    def __init__(self, lines: list[Line], lang: str) -> None:
        self.lines = lines
        self.lang = lang
        self.n_left = _MOST_TELLINGS

    def words(self, index: int) -> str:
        """Words for a change between the article and the lines from `index` on, else ""."""
        if self.n_left == 0:
            return ""
        self.n_left -= 1
        before = " ".join(line.text for line in self.lines[: max(index - 2, 1)][:40])
        after = " ".join(line.text for line in self.lines[index : index + 40])
        was, now = script_of(before[:4000]), script_of(after[:4000])
        if len(after) >= 15 and was and now and was != now and {was, now} != {"kana", "han"}:
            return f", script changes to {now}"
        told = tell_language(after[:4000])
        known = told not in {self.lang, "und"} and self.lang != "und"
        near = any({told, self.lang} <= group for group in _NEAR)
        return f", language changes to {told}" if known and not near and len(after) >= 40 else ""


def _bare(line: str) -> str:
    """A line as the lists have it: lower case, without figures, brackets and closing marks."""
    line = re.sub(r"[\d()\[\]{}#«»“”\"]+", " ", line.casefold())
    return " ".join(line.split()).strip(" .:!?…-–—|•·,：")


@lru_cache(maxsize=1)
def _words() -> _Words:
    file = YamlFile(Path(__file__).with_name("comments.yaml"), room="read")
    return _Words(
        buttons=frozenset(map(_bare, file.get("buttons"))),
        headings=frozenset(map(_bare, file.get("headings"))),
        openings=tuple(file.get("openings")),
        says=tuple(file.get("says")),
        beside_dates=frozenset(map(fold, file.get("beside_dates"))),
        relative=re.compile("|".join(file.get("relative")), re.IGNORECASE),
    )
