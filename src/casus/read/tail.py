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
    for index, line in enumerate(lines):
        if index >= 2 and written >= _least(line.text):
            reason = _opens_comments(lines, index, lang)
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


def _opens_comments(lines: list[Line], index: int, lang: str) -> str | None:
    """What shows that the comments begin at this line, None where they do not."""
    words = _words()
    line, after = lines[index].text, lines[index + 1 : index + 6]
    if _is_heading(line):
        rest = " ".join(lines[i].text for i in range(index + 1, len(lines)))
        if not rest or _has_marks(lines[index + 1 :], lang) or _changes(lines, index + 1, lang):
            return "heading of comments" + _change_words(lines, index + 1, lang)
        return None
    if not after:
        return None
    following = after[0].text
    if _is_name(line, lang):
        if is_date_line(following, lang) or _is_relative(following):
            if len(after) < 2:
                return None
            return "name and date line" + _change_words(lines, index + 2, lang)
        if _is_button(following) and len(after) > 1:
            return "name and reply line" + _change_words(lines, index + 2, lang)
        if _is_username(line) and (change := _change_words(lines, index + 1, lang)):
            return "name line" + change
        if _says(line) and len(after) > 1 and _has_marks(lines[index + 1 :], lang):
            return "name line that says, and reply or date lines"
    name_and_date = without_date(line, lang) if len(line) <= 80 else None
    if name_and_date is not None or _is_relative(line):
        if change := _change_words(lines, index + 1, lang):
            return "date line" + change
        if _is_button(following) or (_has_marks(after[1:], lang) and len(name_and_date or "") < 30):
            return "date line and reply line"
        marks = any(_is_button(later.text) for later in lines[index + 1 :])
        if marks and (name_and_date is None or _is_name(name_and_date, lang)):
            return "date line and reply line"
    if words.openings and _is_button(line) and _changes(lines, index + 1, lang):
        return "reply line" + _change_words(lines, index + 1, lang)
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


def _changes(lines: list[Line], index: int, lang: str) -> bool:
    return bool(_change_words(lines, index, lang))


def _change_words(lines: list[Line], index: int, lang: str) -> str:
    """Words for a change of language or script from the article to the lines from `index` on."""
    before = " ".join(line.text for line in lines[: max(index - 2, 1)])
    after = " ".join(line.text for line in lines[index:])
    was, now = script_of(before), script_of(after)
    if len(after) >= 15 and was and now and was != now and {was, now} != {"kana", "han"}:
        return f", script changes to {now}"
    told = tell_language(after)
    near = {"id", "ms"}, {"hr", "sr", "bs"}, {"und"}
    if told in {lang, "und"} or lang == "und" or any({told, lang} <= group for group in near):
        return ""
    return f", language changes to {told}" if len(after) >= 40 else ""


def _bare(line: str) -> str:
    """A line as the lists have it: lower case, without figures, brackets and closing marks."""
    line = re.sub(r"[\d()\[\]{}#«»“”\"]+", " ", line.casefold())
    return " ".join(line.split()).strip(" .:!?…-–—|•·,：")


@lru_cache(maxsize=1)
def _words() -> _Words:
    file = YamlFile(Path(__file__).with_name("comments.yaml"))
    return _Words(
        buttons=frozenset(map(_bare, file.get("buttons"))),
        headings=frozenset(map(_bare, file.get("headings"))),
        openings=tuple(file.get("openings")),
        says=tuple(file.get("says")),
        beside_dates=frozenset(map(fold, file.get("beside_dates"))),
        relative=re.compile("|".join(file.get("relative")), re.IGNORECASE),
    )


