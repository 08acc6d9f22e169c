"""Each command once, as its user meets it; and what all commands have in common."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from casus import __version__
from casus.cli.options import count, day

Casus = Callable[..., Any]

OUTCOME = {"obliged", "discretionary", "consult", "forbidden", "breached", "contested"}
FINDING = {
    "state", "treaty", "article", "strength", "act", "toward", "against", "round", "because",
}  # fmt: skip


def test_help_and_version(casus: Casus) -> None:
    assert casus("--help").code == 0
    assert casus("--version").out == f"casus {__version__}\n"


def test_no_command_and_a_wrong_one_are_usage_errors(casus: Casus) -> None:
    assert casus().code == 2
    done = casus("reed", "page.html")
    assert done.code == 2
    assert "what-if" in done.err  # the commands there are


def test_what_if_answers_per_the_contract(casus: Casus) -> None:
    done = casus("what-if", "KOR attacks PRK", "--on", "2024-06-21", "--json")
    assert done.code == 0
    [answer] = done.records
    assert OUTCOME | {"not_obliged"} <= set(answer)
    assert [finding["state"] for finding in answer["obliged"]] == ["CHN"]
    for name in OUTCOME:
        for finding in answer[name]:
            assert set(finding) >= FINDING
    assert all(entry["failed"] for entry in answer["not_obliged"])


def test_what_if_reads_the_words_of_a_language(casus: Casus) -> None:
    words = ("KOR attacks PRK", "South Korea attacks North Korea",
             "Korea Selatan menyerang Korea Utara")  # fmt: skip
    answers = [casus("what-if", text, "--on", "2024-12-05", "--json").records for text in words]
    assert answers[0] == answers[1] == answers[2]
    assert "RUS" in {finding["state"] for finding in answers[0][0]["obliged"]}


def test_what_if_refuses_what_it_cannot_ask(casus: Casus) -> None:
    for words in (("Ruritania attacks PRK",), ("KOR dances with PRK",)):
        done = casus("what-if", *words, "--on", "2024-06-21")
        assert done.code in (1, 2)
        assert done.err
        assert "Traceback" not in done.err
    assert casus("what-if", "KOR attacks PRK", "--on", "yesterday").code == 2
    assert casus("what-if", "KOR attacks PRK", "--on", "1700-01-01").code == 1


def test_why_prints_the_chain_or_the_test_that_failed(casus: Casus) -> None:
    done = casus("why", "CHN", "KOR attacks PRK", "--on", "2024-06-21")
    assert done.code == 0
    assert "chn_prk_1961" in done.out
    done = casus("why", "RUS", "KOR attacks PRK", "--on", "1999-01-01")
    assert done.code == 0
    assert "no clause binds it" in done.out
    assert "ussr_prk_1961" in done.out
    assert "1996-09-10" in done.out  # the day on which it ended
    [record] = casus("why", "RUS", "KOR attacks PRK", "--on", "2024-06-21", "--json").records
    assert record["state"] == "RUS"
    assert "rus_prk_2024" in {
        trace["treaty"] for trace in record["why_not"]
    }  # signed, not in force


def test_treaties_are_those_of_the_day(casus: Casus) -> None:
    then = casus("treaties", "--on", "1985-01-01", "--of", "SUN").out
    now = casus("treaties", "--on", "2024-12-05", "--of", "RUS").out
    assert "warsaw" in then
    assert "warsaw" not in now
    assert "rus_prk_2024" in now


def test_a_treaty_shows_its_parties_and_clauses(casus: Casus) -> None:
    done = casus("treaty", "nato")
    assert done.code == 0
    assert "1949-08-24" in done.out
    done = casus("treaty", "entente_of_ruritania")
    assert done.code == 1
    assert "entente_of_ruritania" in done.err


def test_measures_are_those_of_the_day(casus: Casus) -> None:
    assert "1718" in casus("measures", "--on", "2024-06-21").out
    assert "1718" not in casus("measures", "--on", "2005-01-01").out


def test_the_book_holds_together(casus: Casus) -> None:
    assert casus("book", "check").code == 0


def test_explain_shows_what_decided(casus: Casus) -> None:
    done = casus("explain", "Iran threatened to attack Israel.", "--lang", "en")
    assert done.code == 0
    for words in ("sentence: Iran threatened to attack Israel.", "IRN", "THREATEN"):
        assert words in done.out
    met = casus("explain", "The leaders of Iran and Oman met.", "--lang", "en").out
    assert "parties: IRN OMN" in met
    assert "      IRN OMN: +" in met
    text = "Iran attacked Iraq. The river rose. Iraq answered with missiles."
    some = casus("explain", text, "--lang", "EN", "--only", "answered").out
    assert some.count("sentence: ") == 1
    assert "'recipient': ['IRN']" in some  # the others are read all the same
    none = casus("explain", text, "--lang", "en", "--only", "Syria")
    assert none.code == 1
    assert "no sentence has 'Syria'" in none.err
    done = casus("explain", "De regering waarschuwde.", "--lang", "nl")
    assert done.code == 1
    assert "'nl' has no pack" in done.err
    done = casus("explain", "Ok Putin")
    assert done.code == 1
    assert "the text does not tell its language; accepted: ar, de, en, es" in done.err


def test_names_depend_on_the_day(casus: Casus) -> None:
    def codes(text: str, on: str) -> list[str]:
        done = casus("names", text, "--lang", "en", "--on", on, "--json")
        assert done.code == 0
        return [code for record in done.records for code in record["codes"]]

    assert codes("Moscow and Seoul", "2024-01-01") == ["RUS", "KOR"]
    assert codes("Moscow", "1980-01-01") == ["SUN"]
    assert "no name of a state" in casus("names", "the weather", "--lang", "en").out
    assert "South Korea" in casus("names", "Seoul", "--lang", "en").out


@pytest.mark.parametrize(
    ("text", "is_"),
    [("2024-06-21", dt.date(2024, 6, 21)), ("2024-06", dt.date(2024, 6, 1)),
     ("2024", dt.date(2024, 1, 1)), ("today", dt.date.today())],
)  # fmt: skip
def test_a_day_may_be_a_month_or_a_year(text: str, is_: dt.date) -> None:
    assert day(text) == is_


@pytest.mark.parametrize("text", ["", "24-06-21", "2024-13", "2024-02-30", "2024-1-1-1", "june"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is no day; accepted"):
        day(text)


@pytest.mark.parametrize("text", ["0", "-1", "ten", "1e3", "٣", "99999999999"])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is no count; accepted"):
        count(text)
