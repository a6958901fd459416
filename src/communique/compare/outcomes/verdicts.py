"""What decides by itself what became of a promise: its very deed told with a day, or flatly denied.

Asked before the model of `fates.py`; where none of these plain cases stands, the model weighs what there is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from communique.compare.clauses.denials import denials
from communique.compare.clauses.words import read_yaml
from communique.compare.outcomes.bearing import Bearing, marked, region, tells_of
from communique.compare.outcomes.deed_told import (
    SAME_DEED,
    VERY_DEED,
    done_on_a_day,
    in_own_words,
    is_called_off,
    is_deed,
    is_denied,
    is_done,
    on_its_object,
    on_the_day,
)
from communique.compare.outcomes.frames import frames_of, to_stay, told
from communique.compare.outcomes.promises import Pledge

_NEVER = re.compile(r"\bnever\b")
_WITHOUT = re.compile(r"\bwithout\b[^,;]*")
_BY_A_DAY = re.compile(r"\b(?:by|before|until|till|within|no later than|not later than|end of|latest)\b[^,;.]*$")
_OPEN = ("instead", "waiting", "part")  # words that something else came, or not all of it, leave it to the model
_DOUBTFUL = ("late", "persists", "failing", "reversal", "conceded", "denied")
_CLOUDS = ("undone", "failing", "late", "persists", "instead", "part", "waiting")
_SAID_SO: dict[str, frozenset[str]] = {
    "commitment": frozenset({"promised", "pledged", "vowed", "sworn", "undertaken", "announced"}),
    "refusal": frozenset({"promised", "vowed", "sworn", "announced", "warned"}),
    "plan": frozenset({"promised", "announced"}),
    "prediction": frozenset({"foretold", "predicted", "forecast", "warned"}),
    "warning": frozenset({"threatened", "warned", "vowed", "sworn"}),
}
_PART_ONLY = "a part of it is told as done, and that the rest is not"
_HARDLY = frozenset("come happen begin take have get see make do arrive materialise materialize appear".split())
_REPLACED = ("commitment", "plan", "demand", "offer")
_DIRECT = ("commitment", "plan", "demand", "prediction", "offer")


def verdict(pledge: Pledge, bearing: Bearing, features: Mapping[str, float]) -> tuple[str, str] | None:
    """The fate that one later sentence settles beyond weighing, and why in words; None where it does not."""
    settled = (
        _in_so_many_words(pledge, bearing, features)
        or _in_set_words(pledge, bearing, features)
        or _by_its_term(pledge, bearing, features)
    )
    if settled is not None:
        return settled
    text = bearing.later.text
    if features["another"] or marked(text, *_OPEN) or "?" in text:
        return None
    refused = pledge.kind in ("offer", "demand") and _says("refused", region(bearing))
    if refused and not features["denied beside"]:
        return "broken", "the later words say that it was refused"
    if pledge.against:
        return _of_what_was_ruled_out(pledge, bearing, features) or _by_frame(pledge, bearing, features)
    if pledge.kind == "warning" and is_done(pledge, bearing, SAME_DEED) and not _says("denying", text):
        return "kept", "what was threatened is told as done"
    settled = _of_the_deed(pledge, bearing, features) if pledge.kind in _DIRECT else None
    return settled or _by_frame(pledge, bearing, features)


def _by_frame(pledge: Pledge, bearing: Bearing, features: Mapping[str, float]) -> tuple[str, str] | None:
    """What is told of the very thing that something was to be done to: that it was done, or the contrary."""
    found = told(frames_of(pledge), bearing.later.clauses)
    text = bearing.later.text
    undoing = features["mark undone"] < 0  # "the levy was scrapped" undoes a levy, not the promise to lift it
    if (
        found is None
        or marked(text, "late")
        or (marked(text, "undone") and not undoing)
        or _says("a_first", text)
        or _says("without_it", text)
    ):
        return None
    past = features["past term"]
    if pledge.against:
        ruled_out = found == "done" and pledge.kind in ("refusal", "commitment", "prediction") and not past
        return ("broken", "what was ruled out is told as done") if ruled_out else None
    if found == "done" and not (features["less"] or features["less so far"] or _some_of_all(pledge, text)):
        too_late = bool(features["too late"])
        return (
            ("broken", "it is told of a day after its term")
            if too_late
            else ("kept", "it is told as done in other words")
        )
    undone = found == "undone" and pledge.kind in _DIRECT and pledge.kind != "offer"
    return ("broken", "the contrary is told of it") if undone and (past or _says("as_it_was", text)) else None


def _some_of_all(pledge: Pledge, text: str) -> bool:
    """Whether every one was spoken of, and a number of them is told: "nine roofs were mended"."""
    every = any(_says("every_one", p.forward.text.lower()) for p in pledge.promises)
    return every and _says("a_number", text) and not _says("the_last", text) and not _says("every_one", text)


def _in_so_many_words(pledge: Pledge, bearing: Bearing, features: Mapping[str, float]) -> tuple[str, str] | None:
    """What a later report says of the promise as such: that it was kept, broken, put off past its day, its deadline let pass."""
    text, past, direct = bearing.later.text, bool(features["past term"]), pledge.kind in _DIRECT
    if _says("denies_it", text) or "?" in text or not (tells_of(pledge, bearing) or bearing.features["actor"]):
        return None
    if bearing.features["actor"] and tells_of(pledge, bearing) and _says("new_word", text) and pledge.kind in _REPLACED:
        return "superseded", "the same actor has since said something else of it"
    if _says("word_kept", text) and pledge.kind not in ("prediction", "condition"):
        return "kept", "the later report says that somebody stood by what he had said"
    if _says("word_broken", text) and direct and (past or pledge.term is None) and not _says("word_kept", text):
        return "broken", "the later report says that it was not as promised"
    if pledge.kind in ("commitment", "demand", "plan") and past and not pledge.against:
        if _says("deadline_passed", text) and not marked(text, "fulfilled") and features["recalls"]:
            return "broken", "its deadline was let pass"
        if _says("no_sign", region(bearing)) and not marked(text, "waiting"):
            return "broken", "nothing is to be seen of it, and its term was past"
    return ("broken", "it was put off past its day") if _put_off(pledge, bearing) else None


def _put_off(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether a plan with a day is told to be put off to a later one, or for good."""
    term, text = pledge.term, region(bearing)
    if pledge.kind not in ("plan", "commitment") or pledge.against or term is None or not _says("put_off", text):
        return False
    later = any(w.moment.first > term.last for c in bearing.later.clauses for w in c.whens)
    return tells_of(pledge, bearing) and (later or _says("for_good", text))


def _in_set_words(pledge: Pledge, bearing: Bearing, features: Mapping[str, float]) -> tuple[str, str] | None:
    """What phrases of `data/verdicts.yaml` say of a line of one kind, and figures of any."""
    text, kind = bearing.later.text, pledge.kind
    direct, past = kind in _DIRECT, features["past term"]
    awaited = not pledge.against and _says("awaited", text)
    cases: tuple[tuple[object, str, str], ...] = (
        (awaited, "pending", "it had not come about yet"),
        (direct and not past and not pledge.against and _says("first_part", text), "pending", "a first part of it is told"),
        (kind == "warning" and _says("empty_threat", text), "broken", "the later words say that it was not carried out"),
        (kind == "warning" and _says("threat_taken_back", text), "superseded", "the threat was taken back"),
        (direct and past and features["less"] and not _says("a_first", text), "broken", "a smaller number came than was said"),
        (direct and past and not pledge.against and _says("in_part", text), "broken", _PART_ONLY),
        (direct and not pledge.against and _says("others_not", text) and tells_of(pledge, bearing), "broken", _PART_ONLY),
        (kind == "refusal" and _says("again", text), "kept", "the refusal is told again"),
        (_as_said(pledge, bearing), "kept", "the later report says that it came as said"),
        (kind == "offer" and _says("lapsed", region(bearing)), "superseded", "the offer ran out"),
        (_bound_met(pledge, bearing, features), "kept", "its bound was met"),
    )  # fmt: skip
    return next(((fate, why) for holds, fate, why in cases if holds), None)


def _bound_met(pledge: Pledge, bearing: Bearing, features: Mapping[str, float]) -> bool:
    """Whether a figure that was to be reached is told as reached, in a sentence that tells of the line."""
    plain = features["bound met"] and not pledge.against and not _says("denying", bearing.later.text)
    return bool(plain) and tells_of(pledge, bearing)


def _by_its_term(pledge: Pledge, bearing: Bearing, features: Mapping[str, float]) -> tuple[str, str] | None:
    """What a day, a delay, a denial or a part tells of something that was to be by a term, whoever is spoken of."""
    text = bearing.later.text
    if pledge.kind not in _DIRECT or pledge.against or marked(text, "instead", "waiting") or "?" in text:
        return None
    if marked(region(bearing), "late") and _tells_the_deed(pledge, bearing) and not features["mark fulfilled"]:
        return "broken", "the later report says that it came late"
    if _on_its_day_as_said(pledge, bearing):
        return "kept", "it is told of the very day, as said"
    if (
        features["in time"] > 0
        and not _says("a_first", text)
        and _is_of_it(pledge, bearing, features)
        and _plain(bearing, features)
    ):
        return "kept", "it is told of a day within its term"
    if not features["past term"] or _says("lapsed", text):
        return None
    if marked(text, "part") and not _says("the_last", text):
        return "broken", "only a part of it is told, and its term was past"
    return _as_it_was(pledge, bearing, features) if tells_of(pledge, bearing) else None


def _is_of_it(pledge: Pledge, bearing: Bearing, features: Mapping[str, float]) -> bool:
    """Whether a day within the term is one of the promise: while the term runs on every day is, so then the deed must be told."""
    if _on_another_day(pledge, bearing):
        return False
    if pledge.kind == "prediction" or not features["past term"]:
        return bool(bearing.features["act"])
    heard = {w for w, _ in (*bearing.shared, *bearing.related)}
    return bool(heard & pledge.acts) or len(heard & pledge.matter) > 1


def _as_it_was(pledge: Pledge, bearing: Bearing, features: Mapping[str, float]) -> tuple[str, str] | None:
    """What later words deny, or tell to be as it was, when the term of something that was to change was past."""
    text = bearing.later.text
    if to_stay(pledge):
        return None
    denied = (
        features["denied"] > 0 and _says("denying", _WITHOUT.sub("", text)) and not _of_something_else(pledge, bearing)
    )
    if denied and pledge.kind not in ("demand", "offer"):
        return "broken", "the later words deny it, and its term was past"
    return ("broken", "what there was remains, and its term was past") if _says("as_it_was", text) else None


def _of_something_else(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether what the clause denies is an act that the line has nothing of: "who was to present it, did not speak"."""
    heard = {b for _, b in (*bearing.shared, *bearing.related)}
    acts = [d.act.lemma for d in denials(bearing.clause) if d.of_an_act]
    return bool(acts) and not any(a in heard or a in _HARDLY or is_deed(pledge, a, SAME_DEED) for a in acts)


def _says(name: str, words: str) -> bool:
    """Whether words in lower case have a phrase of `data/verdicts.yaml`."""
    return _phrase(name).search(words) is not None


@cache
def _phrase(name: str) -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("verdicts.yaml")[name]))


def _on_its_day_as_said(pledge: Pledge, bearing: Bearing) -> bool:
    """ "held its first session here on March 25 as scheduled": the very day that was named, in a clause that says so."""
    if pledge.term is None or pledge.term.days > 1:
        return False
    return any(
        marked(c.text.lower(), "fulfilled") and c.tone.actual and not c.tone.negative
        for c in bearing.later.clauses
        if any(w.moment == pledge.term for w in c.whens)
    )


def _on_another_day(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether a line names the very day, not one by which, and the sentence tells of others only."""
    term = pledge.term
    if term is None or term.days > 1 or pledge.kind != "plan":
        return False
    for promise in pledge.promises:
        for when in (w for c in promise.clauses for w in c.whens if w.moment == term):
            if _BY_A_DAY.search(promise.report.text[max(0, when.span[0] - 30) : when.span[0]].lower()):
                return False
    return not any(w.moment.meets(term, 1) for c in bearing.later.clauses for w in c.whens)


def _tells_the_deed(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether the sentence has the deed, or as much of the line that it can be of nothing else."""
    told = {w for w, _ in (*bearing.shared, *bearing.related)}
    return bool(pledge.acts & told) or len(pledge.matter & {w for w, _ in bearing.shared}) > 1


def _plain(bearing: Bearing, features: Mapping[str, float]) -> bool:
    """Whether nothing in a later sentence speaks of less, of failure, of delay or of something else."""
    short = features["less"] or features["less so far"] or features["bound missed"]
    return not (short or marked(bearing.later.text, *_CLOUDS) or _says("denying", bearing.later.text))


def _of_the_deed(pledge: Pledge, bearing: Bearing, features: Mapping[str, float]) -> tuple[str, str] | None:
    """What is said of the deed of a promise, plan, demand or forecast."""
    text = bearing.later.text
    if is_called_off(pledge, bearing):
        return "broken", "it was called off"
    if done_on_a_day(pledge, bearing):
        return "kept", "the very deed is told of a day within its term"
    if is_denied(pledge, bearing):
        plain = _NEVER.search(text) is not None or features["past term"]
        return ("broken", "the later words deny the very deed") if plain else None
    met = pledge.kind == "plan" and on_the_day(pledge, bearing)
    if met and not marked(_WITHOUT.sub("", text), "undone", "failing", "denied"):
        return "kept", "it is told of the very day"
    if features["denied"] or marked(text, "undone", "failing"):
        return None
    if not is_done(pledge, bearing, SAME_DEED) or _says("a_first", text):
        return None
    if features["too late"] and not features["mark fulfilled"]:
        return "broken", "the very deed is told of a day after its term"
    if features["in time"]:
        return "kept", "the very deed is told of a day within its term"
    if (
        pledge.term is None
        and bearing.features["rarest"] == 1.0
        and on_its_object(pledge, bearing)
        and not marked(text, *_DOUBTFUL)
    ):
        return "kept", "the very deed is told as done"
    return None


def _as_said(pledge: Pledge, bearing: Bearing) -> bool:
    """ "as its commander had promised", where nothing before it denies anything."""
    own = None if pledge.kind == "refusal" else _phrase("as_said_he_would").search(bearing.later.text)
    said = own or _phrase("as_said").search(bearing.later.text)
    if said is None or (own is None and said["said"] not in _SAID_SO.get(pledge.kind, frozenset())):
        return False
    return not _says("denying", bearing.later.text[: said.start()]) and not marked(
        bearing.later.text, "late", "undone", "part"
    )


def _of_what_was_ruled_out(pledge: Pledge, bearing: Bearing, features: Mapping[str, float]) -> tuple[str, str] | None:
    """What was not to be and is denied, or told as done with something else of the line and before any term ran out."""
    denied = features["denied"] < 0 and _says("denying", bearing.later.text)
    recalled = _says("recalled_vow", bearing.later.text)  # "who had said that he would never sign": that he said so
    if denied and not recalled and pledge.kind in ("refusal", "commitment") and not in_own_words(pledge, bearing):
        return "kept", "what was ruled out is told as not done"
    day = bearing.later.report.published
    if day is None or pledge.is_past(day.first) or pledge.kind not in ("refusal", "commitment"):
        return None
    if len({b for _, b in bearing.shared}) < 2 or marked(bearing.later.text, "persists", "undone"):
        return None
    return ("broken", "what was ruled out is told as done") if is_done(pledge, bearing, VERY_DEED) else None


def comes_too_soon(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether a later report stands before the term's first day and does not tell the deed: it cannot have come about yet."""
    day = bearing.later.report.published
    early = day is not None and pledge.term is not None and day.last < pledge.term.first
    return early and not is_done(pledge, bearing, SAME_DEED)
