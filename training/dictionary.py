"""A dictionary of word forms for the tagger, where a treebank is small: form, lemma, tags.

    python training/dictionary.py uk --out uk.tsv
    python training/dictionary.py ru --out ru.tsv

Names come from the language pack itself, declined by its `endings`. For Russian the forms of
OpenCorpora's dictionary are added where `pymorphy3` is installed (CC BY-SA 3.0; `wordfreq` chooses
the words). `train_taggers.py --dictionary` reads the file; it is no part of the repository.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from casus.errors import PackError
from casus.names.endings import read_endings
from casus.yamlfile import YamlFile

PACKS = Path(__file__).resolve().parent.parent / "src" / "casus" / "lang"
CASES = ("Gen", "Dat", "Acc", "Ins", "Loc")
COMMON = 60_000
"""Words of a language, by how common they are, whose forms are taken from the dictionary."""

OC_CASES = {
    "nomn": "Nom", "gent": "Gen", "gen2": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins",
    "loct": "Loc", "loc2": "Loc",
}  # fmt: skip
OC_TENSES = {"past": "Past", "pres": "Pres", "futr": "Fut"}
OC_NUMBERS = {"sing": "Sing", "plur": "Plur"}
Row = tuple[str, str, str, str]


def names_of(lang: str) -> Iterator[tuple[str, str]]:
    """Every name of a pack that is one word, and every word of a person's name, with its kind."""
    names = yaml.safe_load((PACKS / lang / "names.yaml").read_text("utf-8"))
    for kinds in names["actors"].values():
        for kind, items in kinds.items():
            for item in items:
                name = item["name"] if isinstance(item, dict) else item
                if " " not in name:
                    yield name, kind
    people = yaml.safe_load((PACKS / lang / "people.yaml").read_text("utf-8"))
    for entries in people["people"].values():
        for entry in entries.values():
            for name in entry["spelled"]:
                yield from ((word, "person") for word in name.split())


def declined_names(lang: str) -> Iterator[Row]:
    """Names in all cases, as proper nouns; adjectives and peoples are left to the treebank."""
    endings = read_endings(YamlFile(PACKS / lang / "names.yaml", PackError))
    for name, kind in names_of(lang):
        if kind == "demonym" or not name[:1].isupper():
            continue
        number = "Plur" if name.endswith(("ы", "и")) and kind != "person" else "Sing"
        cases = endings.by_case(name, kind)
        yield name, name, "PROPN", f"Case=Nom|Number={number}"
        for case, forms in zip(CASES, cases, strict=False):
            for form in forms:
                yield form, name, "PROPN", f"Case={case}|Number={number}"
        if not cases:  # it does not decline: any case
            for case in CASES:
                yield name, name, "PROPN", f"Case={case}|Number={number}"


def opencorpora() -> Iterator[Row]:
    """The forms of common Russian nouns, adjectives, verbs and participles."""
    import pymorphy3
    from wordfreq import top_n_list

    morph = pymorphy3.MorphAnalyzer(lang="ru")
    seen: set[tuple[str, str]] = set()
    for word in top_n_list("ru", COMMON):
        for parse in morph.parse(word):
            key = (parse.normal_form, str(parse.tag.POS))
            if not parse.is_known or key in seen:
                continue
            seen.add(key)
            for form in parse.lexeme:
                row = universal(form)
                if row:
                    yield row


def universal(parse: Any) -> Row | None:
    """A form of OpenCorpora with the tags of Universal Dependencies; None for closed classes."""
    tag = parse.tag
    pos = str(tag.POS)
    case = OC_CASES.get(str(tag.case), "")
    number = OC_NUMBERS.get(str(tag.number), "")
    feats: dict[str, str] = {}
    if pos == "NOUN":
        proper = {"Name", "Surn", "Patr", "Geox"} & set(tag.grammemes)
        upos = "PROPN" if proper else "NOUN"
        feats = {"Case": case, "Number": number}
    elif pos == "ADJF":
        if "Apro" in tag.grammemes:
            return None
        upos, feats = "ADJ", {"Case": case, "Number": number}
    elif pos == "ADJS":
        upos, feats = "ADJ", {"Number": number}
    elif pos in {"VERB", "INFN", "PRTF", "PRTS", "GRND"}:
        upos = "VERB"
        mid = parse.word.endswith(("ся", "сь"))
        voice = "Pass" if "pssv" in tag.grammemes else "Mid" if mid else "Act"
        tense = OC_TENSES.get(str(tag.tense), "")
        form = {"INFN": "Inf", "PRTF": "Part", "PRTS": "Part", "GRND": "Conv"}.get(pos, "Fin")
        feats = {"VerbForm": form, "Voice": voice, "Tense": tense, "Number": number}
        if pos == "PRTF":
            feats["Case"] = case
        if pos == "VERB":
            feats["Mood"] = "Imp" if "impr" in tag.grammemes else "Ind"
            person = str(tag.person or "")[:1]
            if person.isdigit():
                feats["Person"] = person
        if pos == "INFN":
            feats.pop("Number")
    else:
        return None
    told = "|".join(f"{k}={v}" for k, v in sorted(feats.items()) if v)
    lemma = parse.normal_form
    return parse.word, lemma, upos, told or "_"


def main() -> int:
    """Read the command line and write the file; 2 where the language has no pack."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("lang")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    if not (PACKS / args.lang / "people.yaml").is_file():
        print(f"dictionary: {args.lang!r} has no pack with people.yaml", file=sys.stderr)
        return 2
    rows = set(declined_names(args.lang))
    if args.lang == "ru":
        try:
            rows.update(opencorpora())
        except ImportError as error:
            print(f"dictionary: {error.name} is not installed; names alone", file=sys.stderr)
    lines = (f"{form}\t{lemma}\t{upos}\t_\t{feats}\n" for form, lemma, upos, feats in sorted(rows))
    args.out.write_text("".join(lines), "utf-8")
    print(f"{args.out}: {len(rows)} forms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
