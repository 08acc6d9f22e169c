"""Routes: bounded, watched, broken off; in words; what cannot be looked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from casus.ask import Occurrence, World
from casus.ask.elements import Element, events_of, unlawful
from casus.ask.routes import Search
from casus.errors import InputError, NotCovered, UnknownActor, UnknownEvent

ROOT = Path(__file__).resolve().parents[2]
GOAL = "USA discretionary against RUS"


def looked_for(goal: str = GOAL, day: str = "2025-06-01", **constraints: Any) -> Search:
    question = Occurrence.of("abduce", goal=goal, constraints=constraints)
    return Search(World(day), question)


def test_a_bound_is_kept_and_told() -> None:
    search = looked_for(limit=7)
    search.run()
    outcome = search.outcome()
    assert len(outcome.minimal_sets or ()) == 7
    assert outcome.notes[0].startswith("not complete: 7 sets were found")
    search = looked_for(max_size=3, seconds=1e-9)
    search.run()
    assert "seconds were over" in search.outcome().notes[0]
    assert "none up to" not in search.outcome().notes[0]


def test_whoever_watches_may_break_off() -> None:
    seen = []

    def watch(so_far: Search) -> None:
        seen.append(len(so_far.found))
        if so_far.tried == 20:
            raise KeyboardInterrupt

    search = looked_for(max_size=3)
    with pytest.raises(KeyboardInterrupt):
        search.run(watch)
    assert len(seen) == 20
    assert search.found


def test_what_is_found_early_is_part_of_the_whole() -> None:
    whole, part = looked_for(), looked_for(limit=30)
    whole.run()
    part.run()
    assert set(part.outcome().minimal_sets or ()) < set(whole.outcome().minimal_sets or ())
    assert whole.outcome().notes == ()


def test_three_acts() -> None:
    search = looked_for("SUN obliged to fight DEU", "1938-06-01", max_size=3)
    search.run()
    sets = search.outcome().minimal_sets or ()
    assert {len(acts) for acts in sets} == {1, 2, 3}
    for acts in sets:
        assert not any(set(other) < set(acts) for other in sets)


def test_whoever_helps_a_helper_stands_where_it_stands() -> None:
    acts = [Element.parse(t) for t in ("DEU attacks CSK", "FRA assists CSK", "GBR assists FRA")]
    fights = {(e.attacker, e.target, e.self_defence) for e in events_of(acts)}
    assert fights == {("DEU", "CSK", False), ("FRA", "DEU", True), ("GBR", "DEU", True)}
    assert unlawful(acts) == {"DEU"}
    acts = [Element.parse(t) for t in ("DEU attacks POL", "ITA assists DEU", "HUN assists ITA")]
    assert {(e.attacker, e.target) for e in events_of(acts)} == {
        ("DEU", "POL"), ("ITA", "POL"), ("HUN", "POL")
    }  # fmt: skip
    assert unlawful(acts) == {"DEU", "ITA", "HUN"}
    backwards = {(e.attacker, e.target) for e in events_of(acts[::-1])}
    assert backwards == {("DEU", "POL"), ("ITA", "POL"), ("HUN", "POL")}


@pytest.mark.parametrize(
    ("goal", "constraints", "error", "told"),
    [
        ("CHN wants USA", {}, UnknownEvent, "obliged to fight"),
        ("CHN obliged to fight CHN", {}, UnknownEvent, "against itself"),
        ("CHN obliged to fight ATL", {}, UnknownActor, "ATL"),
        ("SUN obliged to fight USA", {}, NotCovered, "did not exist"),
        (GOAL, {"max_size": 4}, UnknownEvent, "from 1 to 3"),
        (GOAL, {"limit": 0}, UnknownEvent, "limit"),
        (GOAL, {"seconds": -1}, UnknownEvent, "seconds"),
        (GOAL, {"seconds": "soon"}, UnknownEvent, "seconds"),
        (GOAL, {"depth": 2}, UnknownEvent, "depth"),
        (GOAL, {"lawful_only": "USA"}, UnknownEvent, "list"),
        (GOAL, {"lawful_only": ["ATL"]}, UnknownActor, "ATL"),
        (GOAL, {"not_first_attacker": ["SUN"]}, NotCovered, "SUN"),
        (GOAL, {"without": ["RUS annoys EST"]}, UnknownEvent, "element"),
        (GOAL, {"without": ["ATL attacks EST"]}, UnknownActor, "ATL"),
        (GOAL, {"without": ["RUS attacks EST at Atlantis"]}, UnknownEvent, "no place"),
    ],
)
def test_what_cannot_be_looked_for(
    goal: str, constraints: dict[str, Any], error: type[InputError], told: str
) -> None:
    with pytest.raises(error, match=told):
        looked_for(goal, **constraints)


@pytest.mark.skipif(os.name == "nt", reason="there is no Ctrl-C to send there")
def test_ctrl_c_prints_what_was_found() -> None:
    program = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from casus.ask.routes import Search\n"
        "plain = Search.reaches\n"
        "def reaches(self, route):\n"
        "    if self.tried == 40: os.kill(os.getpid(), signal.SIGINT)\n"
        "    return plain(self, route)\n"
        "Search.reaches = reaches\n"
        "from casus.cli import main\n"
        f"sys.exit(main(['what-if', {GOAL!r}, '--on', '2025-06-01', '--size', '3', '--json']))\n"
    )
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    answer = json.loads(done.stdout)
    assert "it was broken off" in answer["notes"][0]
    assert 0 < len(answer["minimal_sets"]) <= 40
