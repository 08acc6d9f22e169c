"""The table of a language: every name with its readings, built from the data files.

A table is plain data (JSON), which `store.py` keeps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from casus.errors import PackError
from casus.kept import PACKAGE
from casus.names.actors import FIRST, LAST, ordinal, registry
from casus.names.cldr import territories
from casus.names.endings import Endings, read_endings
from casus.names.fold import is_hangul, is_unspaced, key_of, marks_of, same_case
from casus.names.people import read_people, spelled
from casus.names.spellings import Spellings, read_spellings
from casus.names.store import LANG, PEOPLE
from casus.yamlfile import YamlFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Where a name has several readings with the same codes, the first of these kinds is told.
PLACES: Final = ("state", "demonym", "capital", "seat", "city", "region", "body")

SIDES: Final = frozenset({"after", "before", "not_after", "not_before"})
"""Characters one of which must, or must not, stand directly beside a name."""

LISTS: Final = (
    "articles", "also_words", "small_words", "never_after", "never_before", "neutral",
    "before_surnames", "courtesies", "weak_alone", "words_alone", "not_names", "apart", "particles",
)  # fmt: skip


class Table:
    """Rows by folded name, people, and the rules of a pack; `data` is all of it, plain."""

    def __init__(self, lang: str, endings: Endings | None = None) -> None:
        self.endings = endings or Endings({})
        self.rows: dict[str, list[list[Any]]] = {}
        self.people: list[Any] = []
        self.data: dict[str, Any] = {
            "lang": lang,
            "rows": self.rows,
            "people": self.people,
            "titles": {},
            "contexts": {},
            "beside": {},
            "accents": False,
            **{name: [] for name in LISTS},
        }

    def add(
        self, name: str, codes: Iterable[str], kind: str, start: int = FIRST, end: int = LAST, *,
        exact: bool | None = None, alone: bool = False, person: int = -1, lone: str | None = None,
    ) -> None:  # fmt: skip
        """Add one reading of a name; spellings that differ by dots or `&` are added with it."""
        strict = is_short_acronym(name) if exact is None else exact
        row = [sorted(set(codes)), kind, start, end, int(strict), int(alone), person, lone]
        declined = {f: c for one in forms(name) for f, c in self.endings.cased(one, kind).items()}
        for form, cases in declined.items():
            key = key_of(form)
            known = self.rows.setdefault(key, [])
            same = (entry[0] for entry in known if entry[1:] == [*row, cases])
            if key and not any(self._covers(other, form, strict) for other in same):
                known.append([form, *row, cases])

    def _covers(self, known: str, form: str, exact: bool) -> bool:
        """Whether a name so written is found wherever the form is: it asks for no capitals that the
        form lacks, nor for other marks where these tell names apart."""
        marked = self.data["accents"] and marks_of(known) != marks_of(form)
        return not marked and same_case(known, form, exact=exact)

    def declined(self, words: Iterable[Any]) -> list[str]:
        """The words with all their forms; those of a surname too, which have their own."""
        return list(
            dict.fromkeys(
                form
                for word in map(str, words)
                for kind in ("state", "person")
                for form in self.endings.forms(word, kind)
            )
        )


def forms(name: str) -> Iterator[str]:
    """The name, and it without dots after abbreviated words."""
    yield name
    if ". " in name:
        yield name.replace(". ", " ")


def is_short_acronym(name: str) -> bool:
    """True for `AS`, `WHO`, `G7`: three letters or fewer, all capital; they need their capitals."""
    bare = name.replace(".", "").replace("-", "")
    return bare.isalnum() and bare.upper() == bare and bare.lower() != bare and len(bare) <= 3


def build_table(lang: str) -> dict[str, Any]:
    """The table of a language from all data files; raises `DataError` where one is malformed."""
    pack = LANG / lang / "names.yaml"
    file = YamlFile(pack, PackError) if pack.is_file() else None
    table = Table(lang, read_endings(file))
    actors = registry().actors
    for code, name in territories(lang):
        table.data["titles"].setdefault(code, name)
        table.add(name, [code], "region" if actors[code].kind == "territory" else "state")
    if file is not None:
        for locale in file.get("also_cldr") or ():
            for code, name in territories(str(locale)):
                territory = actors[code].kind == "territory"
                table.add(name, [code], "region" if territory else "state")
        _add_pack(table, file)
    for code, actor in actors.items():
        if actor.kind not in ("state", "territory"):
            title = dict(actor.title)
            if lang in title:
                table.data["titles"].setdefault(code, title[lang])
                table.add(title[lang], [code], actor.kind)
            for name in actor.names:
                table.add(name, [code], actor.kind)
    _add_places(table, YamlFile(PACKAGE / "names/places.yaml"), ("places",))
    local = read_spellings(LANG / lang / "people.yaml")
    for path in sorted(PEOPLE.glob("*.yaml")):
        _add_people(table, path, lang, local)
    local.refuse_unknown()
    return table.data


def _add_pack(table: Table, file: YamlFile) -> None:
    for name in LISTS:
        table.data[name] = table.declined(str(word) for word in file.get(name) or ())
    table.data["accents"] = bool(file.get("accents"))
    table.data["titles"].update(file.get("titles") or {})
    for name in table.data["not_names"]:
        table.add(name, (), "none")
    _add_places(table, file, ("actors",))
    for number, entry in enumerate(file.get("contexts") or ()):
        _add_context(table, file, number, entry)


def _add_places(table: Table, file: YamlFile, path: tuple[str, ...]) -> None:
    """Names by code and kind: `USA: {capital: [Washington, …], …}`."""
    actors = registry().actors
    for key, kinds in (file.get(path[0]) or {}).items():
        codes = str(key).split()
        if unknown := [code for code in codes if code not in actors]:
            raise file.error([*path, key], f"{unknown[0]!r}: no code known")
        for kind in kinds:
            if kind not in (*PLACES, "organisation", "grouping", "group"):
                raise file.error([*path, key, kind], f"{kind!r}: one of {', '.join(PLACES)}")
        for kind in sorted(kinds, key=lambda k: PLACES.index(k) if k in PLACES else 0):
            for number, item in enumerate(kinds[kind]):
                try:
                    _add_item(table, item, codes, kind)
                except (KeyError, TypeError, ValueError, AttributeError) as err:
                    raise file.error([*path, key, kind, number], f"{item!r}: {err}") from None


def _add_item(table: Table, item: Any, codes: list[str], kind: str) -> None:
    if isinstance(item, str):
        table.add(item, codes, kind)
        return
    table.add(
        item["name"], codes, kind, ordinal(item.get("from"), FIRST), ordinal(item.get("to"), LAST),
        exact=item.get("exact"), lone=item.get("lone"),
    )  # fmt: skip
    if not SIDES.isdisjoint(item):
        sides = {side: key_of(str(item[side])) for side in sorted(SIDES) if side in item}
        table.data["beside"][key_of(item["name"]).strip()] = sides


def _add_context(table: Table, file: YamlFile, number: int, entry: dict[str, Any]) -> None:
    actors = registry().actors
    names = entry.get("names")
    if not isinstance(names, list) or not names:
        raise file.error(["contexts", number], "`names`: a list of the names it is about")
    readings = []
    for reading in entry.get("readings") or ():
        codes = list(reading.get("codes") or ())
        if unknown := [code for code in codes if code not in actors]:
            raise file.error(["contexts", number], f"{unknown[0]!r}: no code known")
        near = [str(word) for word in reading.get("near") or ()]
        left_out = reading.get("any_state_but")
        if left_out is not None:
            states = (code for code, actor in actors.items() if actor.kind == "state")
            near += [code for code in states if code not in left_out]
        readings.append(
            {
                "codes": codes,
                "near_codes": [word for word in near if word in actors],
                "near": [
                    _bounded(key_of(word))
                    for word in table.declined(w for w in near if w not in actors)
                ],
            }
        )
    rule = {
        "readings": readings,
        "person": bool(entry.get("person")),
        "needs": bool(entry.get("needs")),
        "sure": bool(entry.get("sure")),
        "doubt": list(entry.get("doubt") or ()),
    }
    for name in table.declined(names):
        table.data["contexts"][key_of(str(name))] = rule


def _bounded(word: str) -> str:
    """A word as it is looked for in a text: with a space on either side, but where its script
    writes none, or no particle may follow."""
    before = "" if is_unspaced(word[0]) else " "
    return f"{before}{word}{'' if is_unspaced(word[-1]) or is_hangul(word[-1]) else ' '}"


def _add_people(table: Table, path: Path, lang: str, local: Spellings) -> None:
    for entry, person in read_people(path):
        number = len(table.people)
        offices = [[office.role, office.start, office.end] for office in person.offices]
        table.people.append([person.name, person.code, offices])
        full, alone = local.of(person)
        for name in dict.fromkeys([*spelled(entry, lang), *full]):
            table.add(name, [person.code], "person", person=number, exact=False)
        for name in dict.fromkeys([*map(str, entry.get("alone") or ()), *alone]):
            table.add(name, [person.code], "person", person=number, alone=True, exact=False)
