"""Operators: the words that say whether an event is, is planned, may be, or is not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from unicodedata import normalize

from casus.extract.frames import Frame
from casus.extract.lexicon import Lexicon
from casus.extract.tokens import Token
from casus.extract.triggers import Trigger
from casus.extract.verb_last import reach_after
from casus.model import ABOUT

_FROM_AFAR = frozenset({"AUX", "CCONJ", "DET", "VERB"})
_AMONG_AUXILIARIES = frozenset({"ADV", "PART", "PRON"})
REACH = 5
"""How many tokens before a trigger an operator may stand."""
REACH_IN_BRACKETS = 14
"""How many before it an auxiliary may, where all that is told of a verb stands between the two
("will die Grenze zu Togo bis zum Wochenende schließen")."""
OFF_BEHIND, OFF_BESIDE = 10, 3
"""How many words behind a meeting it may be said that it was called off; and how many before it or,
where verbs come last, behind it ("会談で核実験の中止を…" speaks of something else)."""
BEFORE_PART = 2
"""How many before the part of a separable verb that stands apart ("bricht … noch nicht ab") a
denial may begin that ends right before it."""

_CLOSING = frozenset({",", ";", ":", ".", "!", "?", "，", "；", "。"})

_WITH_ITS_NO = frozenset({"AGREE", "REJECT", "REQUEST", "THREATEN"})
"""What is heard where something is denied ("nimmt es nicht an", "will not come unless …", "neither
shall build bombs"): the denial makes it what it is, or is of what it is about."""


def status_of(
    lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger, anchors: frozenset[int]
) -> tuple[str, tuple[int, ...]]:
    """What the text says of the event – `actual`, `planned`, `possible`, `negated` – and the
    tokens that say it. Negation goes before possibility, possibility before plan."""
    frame = trigger.sense.frame
    if frame.heard and (deny := denying(lexicon, tokens, trigger)):
        return _denied(frame, deny)
    if lexicon.verb_last:
        reach = reach_after(tokens, trigger, anchors)
    else:
        reach = _reach(lexicon, tokens, trigger, anchors)
        reach += _after(lexicon, tokens, trigger, anchors)
    if denied := _before_part(lexicon, tokens, trigger):
        return _denied(frame, denied)
    if off := _called_off(lexicon, tokens, trigger):
        return "negated", off
    for marker, status in (
        ("negation", "negated"), ("possible", "possible"), ("planned", "planned"),
    ):  # fmt: skip
        for i in reach:
            run = lexicon.marked(marker, tokens, i)
            if not run or set(run) & {*trigger.taken, *trigger.objects}:
                continue
            if status == "planned" and _is_hearsay(lexicon, tokens, run[0], trigger):
                return "possible", run
            if not _voice(lexicon, tokens, run, trigger, reach):
                return _denied(frame, run) if status == "negated" else (status, run)
    if begun := _begun(lexicon, tokens, trigger):
        return begun
    told = frame.status
    if told is None and (run := _headline_plan(lexicon, tokens, trigger)):
        return "planned", run
    if told is None and not trigger.noun and _is_to_come(lexicon, tokens[trigger.at]):
        return "planned", (trigger.at,)
    if told is None and (run := _announced(lexicon, tokens, trigger, anchors)):
        return "planned", run
    if told is None and lexicon.tenses and (found := _by_tense(lexicon, tokens, trigger)):
        return found
    return told or "actual", ()


def _called_off(
    lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger
) -> tuple[int, ...] | None:
    """The words that say of a meeting that it was not held ("the summit was cancelled"), behind
    what tells it or right before that; not of those who met ("met before the match was
    cancelled")."""
    met = not trigger.noun and "Tense=Past" in tokens[trigger.at].feats
    if trigger.frame_type != "CONSULT" or met:
        return None
    last, first = max(trigger.taken), min(trigger.taken)
    reach = OFF_BESIDE if lexicon.verb_last else OFF_BEHIND
    for i in range(last + 1, min(len(tokens), last + 1 + reach)):
        if run := lexicon.marked("called_off", tokens, i):
            return run
        if tokens[i].form in _CLOSING or tokens[i].upos == "VERB":
            break
    for i in range(max(0, first - OFF_BESIDE), first):
        run = lexicon.marked("called_off", tokens, i)
        if run and run[-1] < first:
            return run
    return None


def _is_hearsay(lexicon: Lexicon, tokens: Sequence[Token], at: int, trigger: Trigger) -> bool:
    """Whether a word that else tells a plan tells hearsay, since the act is over: "soll zwei
    Diplomaten ausgewiesen haben"."""
    behind = trigger.at + 1
    done = "VerbForm=Part" in tokens[trigger.at].feats and not trigger.noun
    following = [t.i for t in tokens[behind : behind + 2] if t.upos == "AUX"]
    perfect = any(not lexicon.marked("passive_auxiliary", tokens, i) for i in following)
    return done and perfect and bool(lexicon.marked("hearsay", tokens, at))


def _denied(frame: Frame, run: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The status of what words deny, unless it is heard where they do."""
    return ("actual", ()) if frame.heard and frame.type in _WITH_ITS_NO else ("negated", run)


def _is_to_come(lexicon: Lexicon, token: Token) -> bool:
    """Whether a verb tells what is yet to be done by its form: one that is done once and whole, in
    the present ("направит")."""
    return "Tense=Pres" in token.feats and not lexicon.perfective.isdisjoint(token.keys)


def _announced(
    lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger, anchors: frozenset[int]
) -> tuple[int, ...] | None:
    """The day or time to come for which a verb at the end that is in no past announces its act
    ("来月、トンガに医療チームを派遣する")."""
    if trigger.noun or not lexicon.past_endings or trigger.frame_type in ABOUT - {"AGREE"}:
        return None
    behind = takewhile(lambda token: token.upos != "VERB", tokens[trigger.at + 1 : trigger.at + 4])
    group = [tokens[trigger.at], *behind]
    if any(normalize("NFD", token.form).endswith(lexicon.past_endings) for token in group):
        return None
    for i in range(min(trigger.taken) - 1, -1, -1):
        if i in anchors or tokens[i].form in {".", "。", "!", "?"}:
            return None
        if run := lexicon.marked("to_come", tokens, i):
            after = tokens[run[-1] + 1]
            of_a_noun = after.upos in {"NOUN", "ADP"} and not after.form[:1].isdigit()
            return None if of_a_noun else run  # "내년 예산", "来年の選挙"
    return None


def _begun(
    lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger
) -> tuple[str, tuple[int, ...]] | None:
    """What the beginning of the verb tells of it ("ستهاجم", "قد تهاجم")."""
    token = tokens[trigger.at]
    if trigger.noun:
        return None
    before = tokens[trigger.at - 1] if trigger.at else None
    for status, word, beginnings in lexicon.verb_beginnings:
        if token.form.startswith(beginnings) and (
            not word or (before is not None and word in before.keys)
        ):
            return status, (trigger.at,)
    return None


def _by_tense(
    lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger
) -> tuple[str, tuple[int, ...]] | None:
    """What the tense of the verb or of its auxiliary says, in languages that have a future and a
    conditional: "attaquera" is a plan, "aurait attaqué" hearsay – unless somebody is reported to
    have said it ("a annoncé qu'il enverrait") or it depends on a condition: then it is a plan."""
    if trigger.noun:
        return None
    group = [trigger.at, *auxiliaries(tokens, trigger.at)]
    for status in ("planned", "possible"):
        wanted = lexicon.tenses.get(status, frozenset())
        run = tuple(i for i in group if not wanted.isdisjoint(tokens[i].feats.split("|")))
        if run and status == "possible" and _reported(lexicon, tokens, min(trigger.taken)):
            reported = lexicon.tenses.get("reported", frozenset())
            if any(not reported.isdisjoint(tokens[i].feats.split("|")) for i in run):
                return "planned", run
        if run:
            return status, run
    return None


def auxiliaries(tokens: Sequence[Token], at: int) -> list[int]:
    """The auxiliaries right before a verb."""
    out = []
    for i in range(at - 1, -1, -1):
        if tokens[i].upos == "AUX":
            out.append(i)
        elif tokens[i].upos not in _AMONG_AUXILIARIES:
            break
    return out


def _reported(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause is told by somebody ("that …"), or the sentence holds a condition."""
    if any(lexicon.marked("condition", tokens, i) for i in range(len(tokens))):
        return True
    for i in range(at - 1, max(-1, at - 14), -1):
        if tokens[i].form in {";", ":", "."}:
            return False
        if lexicon.marked("complementizer", tokens, i):
            return True
    return False


def _headline_plan(
    lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger
) -> tuple[int, ...] | None:
    """ "Germany to send tanks": an infinitive that heads the sentence is a plan, behind who is to
    do it ("después de reconocer a Kosovo" is none)."""
    at = min(trigger.taken)
    if lexicon.verb_last or trigger.noun or at < 2 or tokens[at - 2].upos in {"ADV", "SCONJ"}:
        return None
    if any(token.upos in {"VERB", "AUX"} for token in tokens[:at]):
        return None
    return lexicon.marked("infinitive", tokens, at - 1)


def denying(lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger) -> tuple[int, ...]:
    """The words of denial in the pattern of a trigger, beside others ("*ne* cédera pas", "*not*
    considering"); none where it has none."""
    if len(trigger.taken) < 2:
        return ()
    return tuple(i for i in trigger.taken if lexicon.marked("negation", tokens, i))


def on_duty(lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Whether the text says that the act must or should be done."""
    if lexicon.verb_last:
        after = reach_after(tokens, trigger, frozenset())
        return not trigger.noun and any(lexicon.marked("duty", tokens, i) for i in after)
    at = min(trigger.taken)
    for i in range(at - 1, max(-1, at - 1 - REACH), -1):
        if tokens[i].form in {",", ";", ":", "."}:
            return False
        if lexicon.marked("duty", tokens, i):
            return not trigger.noun
    return False


def _reach(
    lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger, anchors: frozenset[int]
) -> list[int]:
    """Tokens before the trigger that may operate on it."""
    at = min(trigger.taken)
    bracket = lexicon.verb_bracket and not trigger.noun
    reach = REACH_IN_BRACKETS if bracket else REACH
    near: list[int] = []
    far: list[int] = []
    light = 0
    for i in range(at - 1, max(-1, at - 1 - reach), -1):
        if tokens[i].form in {",", ";", ":", ".", '"'} or _joins_verbs(lexicon, tokens, trigger, i):
            break
        if i in anchors and not (bracket and tokens[i].upos == "NOUN"):
            break
        if trigger.noun and tokens[i].upos == "VERB":
            light += 1  # "did not plan aggression": one verb may stand between
            if light > 1:
                break
        if far or i in anchors or at - i > REACH:
            far.append(i)
        else:
            near.append(i)
    # a run of several words may begin before the reach; each of its words is tried as its start
    earlier = {i - 1 for i in near if i - 1 not in anchors and i >= 1}
    # far away, or beyond a noun that tells an event, only an auxiliary is of the verb, and what
    # denies its objects ("hat *keine* Truppen oder Panzer nach Belarus verlegt")
    of_verb = {i for i in far if tokens[i].upos in _FROM_AFAR}
    return sorted({*near, *(earlier - set(far)), *of_verb}, reverse=True)


def _joins_verbs(lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger, i: int) -> bool:
    """Whether a word joins the verb right behind it to what stands before, without denying it
    ("nor")."""
    if trigger.noun or tokens[i].upos != "CCONJ" or lexicon.marked("negation", tokens, i):
        return False
    between = [token.upos for token in tokens[i + 1 : min(trigger.taken)]]
    adverbs = bool(between) and tokens[i - 1].upos == "ADV"  # "quickly and decisively attack"
    return set(between) <= {"ADV"} and not adverbs


def _after(
    lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger, anchors: frozenset[int]
) -> list[int]:
    """Tokens behind the trigger that may operate on it, in languages where they stand there: the
    rest of its clause ("greift Iran nicht an", "angreifen werde")."""
    if not lexicon.operators_after or trigger.noun:
        return []
    last = trigger.at
    near = []
    for i in range(last + 1, min(len(tokens), last + 1 + lexicon.operators_after)):
        if i in anchors or tokens[i].form in {",", ";", ":", ".", '"'} or tokens[i].upos == "CCONJ":
            break
        near.append(i)
    if trigger.frame_type in ABOUT and not lexicon.verb_bracket:
        # "обещал *не* порывать" denies no promise
        return [i for i in near if _is_of_a_verb(lexicon, tokens, i)]
    return near


def _is_of_a_verb(lexicon: Lexicon, tokens: Sequence[Token], i: int) -> bool:
    """Whether a word is an auxiliary or denies one ("признавать Косово *не будет*", "*не
    намерена*")."""
    group = tokens[i : i + 2]
    phrase = len(lexicon.marked("negation", tokens, i) or ()) > 1
    return phrase or any(t.upos == "AUX" or "VerbForm=Fin" in t.feats for t in group)


def _before_part(
    lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger
) -> tuple[int, ...] | None:
    """The denial that stands right before the part of a separable verb."""
    apart = None if trigger.noun else tokens[trigger.at].apart
    for i in range(apart - BEFORE_PART, apart) if apart is not None else ():
        run = lexicon.marked("negation", tokens, i) if i > trigger.at else None
        own = {*trigger.taken, *trigger.objects}
        if run and run[-1] + 1 == apart and own.isdisjoint(run):
            return run
    return None


def _voice(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    run: tuple[int, ...],
    trigger: Trigger,
    reach: Sequence[int],
) -> bool:
    """Whether a word only makes the trigger a passive ("wird beschossen"); of several the first
    does more ("wird beschossen werden")."""
    if not trigger.passive:
        return False
    making = [i for i in reach if lexicon.marked("passive_auxiliary", tokens, i)]
    return len(run) == 1 and making == [run[0]]


def unlikely(lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Whether the trigger stands under a word ("instead of", "to avert") that says it was not."""
    at = min(trigger.taken)
    if lexicon.verb_last:
        after = reach_after(tokens, trigger, frozenset())
        return any(lexicon.marked("unlikely", tokens, i) for i in after)
    for i in range(max(0, at - 4), at):
        run = lexicon.marked("unlikely", tokens, i)
        if run and run[-1] < at and not any(tokens[j].form in {",", "."} for j in range(i, at)):
            return True
    return False
