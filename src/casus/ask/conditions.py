"""The tests of a clause, one function each: is this the case that the clause speaks of?

Each takes the clause, the scene and the state protected (`ally`) and says `Verdict`, or None
where the clause does not ask.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from casus.ask.scene import Scene
from casus.ask.verdict import Verdict, failed, passed
from casus.model.law import Clause, Treaty, When

if TYPE_CHECKING:
    from casus.book.world import Place

Test = Callable[[Treaty, Clause, Scene, str], Verdict | None]


def lawful(_treaty: Treaty, clause: Clause, scene: Scene, ally: str) -> Verdict | None:
    """1: self-defence is no attack."""
    if not scene.policies.self_defence_is_no_attack:
        return None
    name = "self_defence"
    if not scene.event.self_defence:
        return passed(name, f"{scene.attacker} does not act in self-defence")
    verdict = failed(
        name, f"{scene.attacker} answers an armed attack of {ally} that goes on: no armed attack"
    )
    for reading in clause.readings:
        if reading.get("drop") == name and _fits(reading, scene):
            return verdict.disputed(reading["says"], tuple(reading["held_by"]))
    return verdict.disputed(f"{ally} denies that the act is self-defence", (ally,))


def first_attacker(_treaty: Treaty, clause: Clause, scene: Scene, ally: str) -> Verdict | None:
    """2: nothing for the one who began."""
    if clause.when.get("first_attacker") or not scene.policies.nothing_for_first_attacker:
        return None
    began = scene.began(ally)
    if scene.event.self_defence and scene.policies.self_defence_is_no_attack:
        # the attack that is answered is the matter of the test of self-defence
        began = tuple(f for f in began if f.target != scene.attacker)
    if began:
        whom = ", ".join(sorted({f.target for f in began}))
        if all(fight.kind == "declared" for fight in began):
            return failed(
                "first_attacker", f"{ally} itself was first to declare war ({whom})"
            ).disputed("a war declared is no attack before arms are used", (ally,))
        return failed("first_attacker", f"{ally} itself attacked first ({whom})")
    return passed("first_attacker", f"{ally} is not said to have attacked first")


def fellow_party(treaty: Treaty, clause: Clause, scene: Scene, _ally: str) -> Verdict | None:
    """3: not against another party of the same treaty."""
    if clause.when.get("fellow_party") or not scene.policies.fellow_party_excluded:
        return None
    state = scene.state
    if state is None or state not in scene.book.parties_on(treaty, scene.day):
        return passed("fellow_party", f"{scene.attacker} is no party to {treaty.id}")
    return failed("fellow_party", f"{state} is itself a party to {treaty.id}")


def by_state(_treaty: Treaty, clause: Clause, scene: Scene, _ally: str) -> Verdict | None:
    """13: an attack by a state, where the text asks for one."""
    if scene.event.attacker_kind == "state":
        return None
    if not clause.when.get("by_state") or not scene.policies.state_where_asked:
        return passed("by_state", "the text does not ask for a state as attacker")
    if scene.state:
        return passed("by_state", f"the act is attributed to {scene.state}").disputed(
            f"the act of {scene.attacker} is not one of {scene.state}", (scene.state,)
        )
    return failed("by_state", f"the text asks for an attack by a state; {scene.attacker} is none")


def adversary(treaty: Treaty, clause: Clause, scene: Scene, ally: str) -> Verdict | None:
    """Whom the clause is about."""
    asked = clause.when.get("adversary")
    if asked is None:
        return None
    return judge_adversary(asked, scene, enemy_of(scene, ally), ally, treaty)


def enemy_of(scene: Scene, ally: str) -> str:
    """Whom the ally fights in this event: its attacker, or the target where it attacks itself."""
    attacker = scene.state or scene.attacker
    return scene.target if ally == attacker and scene.target else attacker


def judge_adversary(
    asked: dict[str, Any], scene: Scene, enemy: str, ally: str, treaty: Treaty
) -> Verdict:
    """Whether `enemy` is an adversary as `asked`."""
    name, book, day = "adversary", scene.book, scene.day
    others = scene.enemies(ally) - {enemy}
    if enemy in asked.get("not", ()):
        return failed(name, f"the clause leaves {enemy} out")
    if asked.get("unsupported_by") in others:
        return failed(name, f"{asked['unsupported_by']} supports {enemy}")
    if enemy in asked.get("is", ()):
        return passed(name, f"{enemy} is the adversary named")
    if asked.get("supported_by") in others:
        return passed(name, f"{enemy} is supported by {asked['supported_by']}")
    helper = asked.get("supported", {}).get(enemy)
    if helper is not None:
        if helper in others:
            return passed(name, f"{enemy} is supported by {helper}")
        return failed(name, f"{enemy} counts only with the support of {helper}")
    if "allied_with" in asked:
        friend = asked["allied_with"]
        if enemy == friend:
            return passed(name, f"{enemy} is the adversary named")
        pact = allied(scene, enemy, friend)
        if pact:
            return passed(name, f"{enemy} is allied with {friend} ({pact})")
        return failed(name, f"{enemy} is neither {friend} nor allied with it")
    if "is" in asked:
        return failed(name, f"the clause is about {', '.join(asked['is'])}, not {enemy}")
    if "class" in asked and not book.classes.holds(asked["class"], enemy, day):
        return failed(name, f"{enemy} is no {asked['class']} state")
    if "not_class" in asked and book.classes.holds(asked["not_class"], enemy, day):
        return failed(name, f"{enemy} is a {asked['not_class']} state")
    if asked.get("party") and enemy not in book.parties_on(treaty, day):
        return failed(name, f"{enemy} is no party to {treaty.id}")
    return passed(name, f"{enemy} is an adversary in the sense of the clause")


def allied(scene: Scene, one: str, other: str) -> str | None:
    """An alliance in force that both belong to."""
    for treaty in scene.book.treaties.values():
        if treaty.alliance and treaty.clauses[0].strength != "none":
            parties = scene.book.parties_on(treaty, scene.day)
            if one in parties and other in parties and parties[one][0] == "yes":
                return treaty.id
    return None


def unprovoked(_treaty: Treaty, clause: Clause, scene: Scene, ally: str) -> Verdict | None:
    """15: met unless the event says otherwise."""
    if not clause.when.get("unprovoked") or not scene.policies.provoked_stops:
        return None
    if scene.event.provoked and ally == scene.target:
        return failed("unprovoked", f"{ally} provoked the attack")
    return passed("unprovoked", "the attack is not said to be provoked")


def threatened(_treaty: Treaty, clause: Clause, scene: Scene, ally: str) -> Verdict | None:
    """The ally was attacked, or driven to attack."""
    if not clause.when.get("threatened"):
        return None
    if ally == scene.target:
        if scene.event.provoked:
            return failed("threatened", f"{ally} brought the attack on itself")
        return passed("threatened", f"{ally} is attacked")
    if scene.event.provoked:
        return passed("threatened", f"{ally} was driven to war by provocation")
    return failed("threatened", f"{ally} attacks without being threatened or provoked")


def objects(_treaty: Treaty, clause: Clause, scene: Scene, ally: str) -> Verdict | None:
    """12: forces and craft count only where the text names them.

    War is war for neutrality, and any attack is matter for talks: only duties to help ask this.
    """
    thing = scene.event.object
    if thing == "territory" or not scene.policies.objects_as_named:
        return None
    if clause.trigger == "at_war" or clause.fills in ("forbidden", "consult"):
        return None
    named = clause.when.get("objects", ())
    if "any" in named or thing in named:
        return passed("objects", f"the text covers an attack on {thing}")
    return failed("objects", f"the text does not name {thing} of {ally}, only its territory")


def area(_treaty: Treaty, clause: Clause, scene: Scene, ally: str) -> Verdict | None:
    """12: in the area of the clause, on soil that the ally governs."""
    when = clause.when
    if when.get("place") == "anywhere" or not scene.policies.areas_bind:
        return None
    if "over" in when and scene.over(ally):
        return None  # what the war is about decides, not where this attack falls
    wanted = when.get("area", ())
    places = scene.book.places
    named = " or ".join(places.titles[name] for name in wanted)
    if scene.place is None or ally != scene.target:
        if not wanted:
            return None
        if when.get("metropolitan") or any(
            places.at_home(name, ally, scene.book.classes, scene.day) for name in wanted
        ):
            return passed("area", f"the homeland of {ally} is covered ({named})")
        return failed("area", f"the homeland of {ally} is outside the area ({named})")
    return _at_place(clause, scene, ally, scene.place, tuple(wanted), named)


def _at_place(
    clause: Clause, scene: Scene, ally: str, place: Place, wanted: tuple[str, ...], named: str
) -> Verdict:
    """The area test for an attack at a named place."""
    day, places = scene.day, scene.book.places
    soil = _soil(scene, ally, place)
    if clause.when.get("metropolitan") and place.metropolitan and soil.passed:
        return passed("area", f"{place.name} is metropolitan territory of {ally}")
    if place.home and wanted:
        if any(
            place.lies_in(name, day) and places.at_home(name, ally, scene.book.classes, day)
            for name in wanted
        ):
            return passed("area", f"{ally} is attacked in {place.name}: {named}")
        return failed("area", f"{place.name} is outside the area ({named})")
    by_object = scene.event.object != "territory" or clause.when.get("anyones_soil")
    if not wanted:
        if by_object and clause.when.get("objects"):
            return passed("area", "no area is named")
        return soil
    inside = any(place.lies_in(name, day) for name in wanted)
    if inside and (by_object or soil.passed):
        return passed("area", f"{place.name} lies in the area ({named})")
    if inside:
        return soil
    verdict = failed("area", f"{place.name} is outside the area ({named})")
    for dispute in place.disputed:
        if dispute["area"] in wanted and (by_object or soil.passed):
            return verdict.disputed(dispute["says"], tuple(dispute["held_by"]))
    return verdict


def _soil(scene: Scene, ally: str, place: Place) -> Verdict:
    """Whether the ally governs the place; who holds the title is not decided."""
    if place.home:
        return passed("area", f"{place.name}: soil of {ally}")
    if place.sea:
        return failed("area", f"{place.name} is nobody's territory")
    governors, title = place.governors(scene.day), place.title(scene.day)
    if ally in governors and (not title or ally in title):
        return passed("area", f"{place.name} is under the administration of {ally}")
    if not governors:
        whose = f", by common view territory of {', '.join(sorted(title))}" if title else ""
        return failed("area", f"{place.name} is not under the administration of {ally}{whose}")
    if ally in governors:
        return failed("area", f"{place.name} is held by {ally}, not its territory by common view")
    return failed("area", f"{place.name} is under the administration of "
                          f"{', '.join(sorted(governors))}, not of {ally}")  # fmt: skip


def enemies(_treaty: Treaty, clause: Clause, scene: Scene, ally: str) -> Verdict | None:
    """How many states the ally fights."""
    least, exactly = clause.when.get("enemies_at_least"), clause.when.get("enemies_exactly")
    if least is None and exactly is None:
        return None
    group = clause.when.get("enemies_class")
    found = sorted(
        e for e in scene.enemies(ally)
        if group is None or scene.book.classes.holds(group, e, scene.day)
    )  # fmt: skip
    who = f"{ally} fights {len(found)} ({', '.join(found)})"
    if least is not None and len(found) < least:
        return failed("enemies", f"{who}; the clause asks for {least}")
    if exactly is not None and len(found) != exactly:
        return failed("enemies", f"{who}; the clause is about {exactly}")
    return passed("enemies", who)


def conflict(_treaty: Treaty, clause: Clause, scene: Scene, ally: str) -> Verdict | None:
    """Which war: what it is about, where it is fought, who has joined it."""
    when, name = clause.when, "conflict"
    over = scene.over(ally)
    if "over" in when and over and over.isdisjoint(when["over"]):
        return failed(name, f"the war is about {', '.join(sorted(over))}")
    for pair in when.get("unless_attack", ()):
        if [scene.attacker, scene.target] == list(pair):
            return failed(name, f"the clause leaves out an attack of {pair[0]} on {pair[1]}")
    theatre = when.get("theatre")
    if theatre and not _in_theatre(scene, theatre, ally):
        return failed(name, f"no war in {scene.book.places.titles[theatre]}")
    enemy = enemy_of(scene, ally)
    if when.get("ally_fights") and not scene.fight(when["ally"], enemy):
        return failed(name, f"{when['ally']} does not fight {enemy}")
    wanted = when.get("ally_at_war", ())
    if wanted and not any(scene.fight(friend, enemy) for friend in wanted):
        return failed(name, f"{' and '.join(wanted)} are not at war with {enemy}")
    third = when.get("third_assists")
    if third and scene.policies.third_state_stops and ally != third:
        if not scene.fight(third, enemy):
            return failed(name, f"{third} does not (yet) assist {ally}")
        return passed(name, f"{third} assists {ally}")
    if over or theatre or wanted or when.get("ally_fights"):
        return passed(name, "the war is one that the clause speaks of")
    return None


def _in_theatre(scene: Scene, theatre: str, ally: str) -> bool:
    places = scene.book.places
    if scene.place is not None and scene.place.lies_in(theatre, scene.day):
        return True
    enemy = enemy_of(scene, ally)
    return places.at_home(theatre, enemy, scene.book.classes, scene.day)


def weapon(_treaty: Treaty, clause: Clause, scene: Scene, _ally: str) -> Verdict | None:
    """With which weapons."""
    asked = clause.when.get("weapon")
    if asked is None:
        return None
    if scene.event.weapon == asked:
        return passed("weapon", f"{asked} weapons are used")
    return failed("weapon", f"no {asked} weapons are said to be used")


TESTS: Final[tuple[Test, ...]] = (
    lawful, first_attacker, fellow_party, by_state, adversary, unprovoked, threatened, objects,
    area, enemies, conflict, weapon,
)  # fmt: skip
"""The tests in the order in which they are put."""

AT_WAR: Final[tuple[Test, ...]] = (
    by_state, adversary, unprovoked, threatened, objects, area, enemies, conflict, weapon,
)  # fmt: skip
"""The tests of a clause for which it does not matter who began."""


def put_tests(
    tests: tuple[Test, ...], treaty: Treaty, clause: Clause, scene: Scene, ally: str
) -> list[Verdict]:
    """The verdicts of the tests, up to the first that stops the clause on every reading."""
    dropped = {r["drop"]: r for r in clause.readings if "drop" in r}
    out: list[Verdict] = []
    for test in tests:
        verdict = test(treaty, clause, scene, ally)
        if verdict is None:
            continue
        reading = dropped.get(verdict.test)
        if verdict.stops and reading is not None and _fits(reading, scene):
            verdict = verdict.disputed(reading["says"], tuple(reading["held_by"]))
        out.append(verdict)
        if verdict.stops:
            break
    return out


def doubts(treaty: Treaty, clause: Clause, scene: Scene, ally: str) -> list[Verdict]:
    """Readings under which the clause would not bind in this case."""
    out = []
    for reading in clause.readings:
        if reading.get("falls") and _case(reading, treaty, scene, ally):
            out.append(passed("reading", "the text has no such limit").disputed(
                reading["says"], tuple(reading["held_by"])))  # fmt: skip
    return out


def _case(reading: Any, treaty: Treaty, scene: Scene, ally: str) -> bool:
    """Whether the case for which a reading is kept is this one."""
    case, enemy = reading.get("when"), scene.state or scene.attacker
    if not _since(reading, scene):
        return False
    if case == "provoked":
        return scene.event.provoked
    if case == "towards_party":
        return ally not in scene.book.parties_on(treaty, scene.day)
    if case == "adversary_other":
        return enemy not in reading.get("adversary", ())
    if case == "adversary_is":
        return enemy in reading.get("adversary", ())
    if case == "ally_attacks":
        return ally != scene.target
    if case == "outside_region":
        group = reading["region"]
        return not any(scene.book.classes.holds(group, state, scene.day) for state in (enemy, ally))
    return bool(case == "always")


def _fits(reading: Any, scene: Scene) -> bool:
    named = reading.get("adversary")
    return (not named or scene.attacker in named) and _since(reading, scene)


def _since(reading: Any, scene: Scene) -> bool:
    since = When.of(reading.get("since")).first
    return since is None or scene.day >= since
