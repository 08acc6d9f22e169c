"""Which language a text is in: by script, by py3langid, and within groups by telling words.

Content decides over what a page declares, unless the content is too short to decide.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import lzma
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Final

from casus.errors import DataError
from casus.kept import kept_copy
from casus.yamlfile import YamlFile

ENOUGH: Final = 120
"""Letters of a text from which its content decides; letters of Chinese count thrice."""

_SURE: Final = 0.75
_SURE_AGAINST_DECLARED: Final = 0.99
_SAMPLE: Final = 20_000
_CODE: Final = re.compile(r"^\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9\-_]+)?\s*$")
_SAME: Final = {
    "in": "id", "iw": "he", "ji": "yi", "msa": "ms", "ind": "id", "eng": "en", "zsm": "ms",
    "cmn": "zh", "sh": "sr", "nb": "no", "cn": "zh", "jp": "ja", "kr": "ko", "ua": "uk",
    "arz": "ar", "ary": "ar", "wuu": "zh", "yue": "zh", "zxx": "und",
}  # fmt: skip
_SCRIPTS: Final = (
    ("kana", re.compile(r"[\u3041-\u30ff]")),
    ("hangul", re.compile(r"[\u1100-\u11ff\uac00-\ud7a3]")),
    ("han", re.compile(r"[\u3400-\u9fff]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("thai", re.compile(r"[\u0e00-\u0e7f]")),
    ("greek", re.compile(r"[\u0370-\u03ff]")),
    ("indic", re.compile(r"[\u0900-\u0dff]")),
    ("georgian", re.compile(r"[\u10a0-\u10ff]")),
    ("armenian", re.compile(r"[\u0530-\u058f]")),
    ("ethiopic", re.compile(r"[\u1200-\u139f]")),
    ("khmer", re.compile(r"[\u1780-\u17ff]")),
    ("myanmar", re.compile(r"[\u1000-\u109f]")),
    ("lao", re.compile(r"[\u0e80-\u0eff]")),
)
_ONLY: Final = {
    "kana": "ja", "hangul": "ko", "thai": "th", "greek": "el", "georgian": "ka",
    "armenian": "hy", "khmer": "km", "lao": "lo",
}  # fmt: skip
_WRITTEN_IN: Final = {
    "ja": "kana han", "ko": "hangul han", "zh": "han", "th": "thai", "el": "greek",
    "he": "hebrew", "yi": "hebrew", "ar": "arabic", "fa": "arabic", "ur": "arabic",
    "ps": "arabic", "ru": "cyrillic", "uk": "cyrillic", "be": "cyrillic", "bg": "cyrillic",
    "mk": "cyrillic", "kk": "cyrillic latin", "sr": "cyrillic latin", "bs": "latin cyrillic",
    "ka": "georgian", "hy": "armenian", "am": "ethiopic", "km": "khmer", "lo": "lao",
    "my": "myanmar", "hi": "indic", "bn": "indic", "ta": "indic", "ne": "indic", "mr": "indic",
    "mn": "cyrillic", "ky": "cyrillic", "tg": "cyrillic", "ug": "arabic", "ckb": "arabic",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Group:
    members: tuple[str, ...]
    words: dict[str, frozenset[str]]


def tell_language(text: str, declared: str | None = None) -> str:
    """The ISO 639 code of the language of `text`, `und` where nothing decides.

    `declared` is what the page says of itself; it counts for short texts, and within a group of
    languages that the text's words do not tell apart.

    >>> tell_language("정상회담")
    'ko'
    """
    declared = language_code(declared)
    sample = text[:_SAMPLE]
    scripts = _scripts(sample)
    if not scripts:
        return declared or "und"
    main = scripts[0][0]
    if main == "han" and dict(scripts).get("kana", 0) > 0.05 * scripts[0][1]:
        main = "kana"
    if declared and main not in _WRITTEN_IN.get(declared, "latin").split():
        declared = None
    weight = sum(n * (3 if script in {"han", "kana", "hangul"} else 1) for script, n in scripts)
    if main in _ONLY:
        return _ONLY[main]
    if main == "han":
        return declared or ("zh" if weight >= 15 else "und")
    code, sure = _by_model(sample)
    if weight >= ENOUGH or sure >= (_SURE_AGAINST_DECLARED if declared else _SURE):
        return _within_group(sample, code, declared)
    return declared or "und"


def likeliest(text: str, codes: list[str]) -> list[str]:
    """Languages in the order in which the model takes the text for one of them.

    >>> likeliest("menyerang", ["de", "es", "id"])[0]
    'id'
    """
    order = {_SAME.get(code, code): n for n, (code, _) in enumerate(_identifier().rank(text))}
    return sorted(codes, key=lambda code: (order.get(code, len(order)), code))


def written_in(text: str, lang: str) -> bool:
    """Whether the text has letters of a script that the language is written in, or none at all.

    >>> written_in("Moskau droht", "de"), written_in("Moskau droht", "ru")
    (True, False)
    """
    scripts = {script for script, _ in _scripts(text)}
    own = _WRITTEN_IN.get(lang, "latin").split()
    return not scripts or not scripts.isdisjoint(own)


def language_code(declared: str | None) -> str | None:
    """The bare code of a language tag, None where it is no tag.

    >>> language_code("id-ID"), language_code("Bahasa")
    ('id', None)
    """
    match = _CODE.match(declared or "")
    if not match or match[1].lower() in {"und", "mul", "zxx"}:
        return None
    return _SAME.get(match[1].lower(), match[1].lower())


def script_of(text: str) -> str | None:
    """The script most of a text's letters are in, None where it has no letters."""
    scripts = _scripts(text)
    if not scripts:
        return None
    return "kana" if len(scripts) > 1 and scripts[1][0] == "kana" else scripts[0][0]


def _scripts(text: str) -> list[tuple[str, int]]:
    counts = Counter({name: len(pattern.findall(text)) for name, pattern in _SCRIPTS})
    return [(name, n) for name, n in counts.most_common() if n]


def _by_model(text: str) -> tuple[str, float]:
    """The model's first language and how sure it is (0–1) of it or its group."""
    ranked = [(_SAME.get(code, code), float(share)) for code, share in _identifier().rank(text)]
    code = ranked[0][0]
    members = next((g.members for g in _groups() if code in g.members), (code,))
    return code, sum(share for other, share in ranked if other in members)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid import langid

    # its model takes half a second to unpack, so it is kept unpacked and looked at in place; of
    # another make than this one expects, or where nothing can be written, its package loads it
    with contextlib.suppress(OSError, KeyError, TypeError, ValueError):
        return _in_place(Path(langid.__file__).parent / langid.MODEL_FILE)
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)


def _in_place(packed: Path) -> Any:
    """The identifier over arrays that stay on disk: of a hundred languages a text touches few."""
    import numpy as np
    from py3langid.langid import LanguageIdentifier

    stat = packed.stat()

    @lru_cache(maxsize=1)
    def unpacked() -> Any:
        with lzma.open(packed) as inside:
            return np.load(io.BytesIO(inside.read()), allow_pickle=False)

    def part(name: str) -> Any:
        def write(out: BinaryIO) -> None:
            np.save(out, unpacked()[name], allow_pickle=False)

        path = kept_copy("read", f"{name}.npy", f"{stat.st_size}-{stat.st_mtime_ns}", write)
        return np.load(path, mmap_mode="r", allow_pickle=False)

    steps, rows, told = (
        memoryview(part(name)) for name in ("nextmove", "nextmove_row", "out_feat")
    )
    return LanguageIdentifier(
        part("ptc"), np.asarray(part("pc")), part("classes").tolist(), steps, told,
        norm_probs=True, tk_row=rows,
    )  # fmt: skip


def _within_group(text: str, code: str, declared: str | None) -> str:
    group = next((g for g in _groups() if code in g.members), None)
    if group is None:
        return code
    if "sr" in group.members and script_of(text) == "cyrillic":
        return "sr"
    counts = _count_words(text, group)
    best = max(counts.values())
    first = [member for member in group.members if counts[member] == best]
    if best and len(first) == 1:
        return first[0]
    if declared in (first if best else group.members):
        return str(declared)
    return code if code in first else first[0]


def _count_words(text: str, group: _Group) -> Counter[str]:
    words = re.findall(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*", text.casefold())
    pairs = [f"{a} {b}" for a, b in itertools.pairwise(words)]
    seen = Counter(words + pairs)
    counts: Counter[str] = Counter()
    for member in group.members:
        counts[member] = sum(n for word, n in seen.items() if word in group.words[member])
    return counts


@lru_cache(maxsize=1)
def _groups() -> tuple[_Group, ...]:
    file = YamlFile(Path(__file__).with_name("languages.yaml"), room="read")
    found: list[_Group] = []
    for name, entry in (file.get("groups") or {}).items():
        members = tuple(entry.get("members", ()))
        for member in members:
            if not isinstance(entry.get(member), list):
                raise DataError(
                    file.path, file.line(["groups", name]), f"{name}: no words of {member}"
                )
        lists = {member: {str(w).casefold() for w in entry[member]} for member in members}
        # A word that every member lists tells nothing.
        common = set.intersection(*lists.values())
        found.append(_Group(members, {m: frozenset(w - common) for m, w in lists.items()}))
    return tuple(found)
