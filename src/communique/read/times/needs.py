"""Checks on the surroundings of a match: is "May" a month here, "fall" a season, "1900" a year?"""

from __future__ import annotations

from collections.abc import Callable

from communique.read.times.grammar import Match
from communique.read.times.lexicon import OTHER
from communique.read.times.scene import Scene

_TIME_PREPOSITIONS = frozenset(
    "in since until till by from to through during before after between and or of for around about circa as last next this early late "
    "mid every each around throughout beginning starting ending over effective ended".split()
)
_SURE_PREPOSITIONS = frozenset(
    "in since until till during last next this early late mid throughout before after".split()
)
_SEASON_PREPOSITIONS = frozenset(
    "in since until by during over through throughout for this last next every each late early of".split()
)
_STREET = frozenset(
    "street st avenue ave road rd boulevard blvd drive lane ln place square court highway pennsylvania".split()
)
_PERSON_WORDS = frozenset(
    "mr mrs ms miss dr sir lady minister secretary president senator sen rep chancellor premier judge theresa".split()
)
_AGENT_VERBS = frozenset(
    "said says told tells has had is was will would announced called urged insisted added also who 's and must faces faced wants".split()
)


def _before(match: Match, scene: Scene, count: int = 1) -> list[str]:
    return scene.tokens.words(match.start - count, match.start)


def _after(match: Match, scene: Scene, count: int = 1) -> list[str]:
    return scene.tokens.words(match.end, match.end + count)


def _follower_is_plain(match: Match, scene: Scene) -> bool:
    """Whether a word without any role in times follows: most likely a noun."""
    return (
        match.end < len(scene.tokens)
        and scene.tokens.signatures[match.end] == OTHER
        and scene.tokens.word(match.end)[0].islower()
    )


def title_case(match: Match, scene: Scene) -> bool:
    """Every word of weight in the match is written with a capital."""
    words = [scene.tokens.word(i) for i in range(match.start, match.end)]
    return all(not w[0].isalpha() or w[0].isupper() for w in words if len(w) > 3) and any(w[0].isupper() for w in words)


def month(match: Match, scene: Scene) -> bool:
    """A month by itself. May and March, and names of people, need a word before them that goes with times."""
    if len(match.parts) > 1:
        return True
    word = scene.tokens.word(match.parts["m"][0]).lower()
    before = _before(match, scene)
    following = scene.tokens.word(match.end) if match.end < len(scene.tokens) else ""
    if word in ("may", "march", "mar", "jan"):
        if before and before[0] in _SURE_PREPOSITIONS:
            return not (word == "jan" and following[:1].isupper())
        if word == "may" and before and before[0] in ("by", "from", "to", "of", "for", "and"):
            return not scene.names_may and (_after(match, scene) or [""])[0] not in _AGENT_VERBS
        return bool(before) and (
            before[0] in ("the", "a", "its")
            and _follower_is_plain(match, scene)
            or before[0] in _TIME_PREPOSITIONS
            and word != "jan"
        )
    if before and before[0] in _PERSON_WORDS:
        return False
    if before and before[0] in _TIME_PREPOSITIONS:
        return True
    named = word in ("april", "june", "august") and (
        following[:1].isupper() or (_after(match, scene) or [""])[0] in _AGENT_VERBS - {"'s"}
    )
    return not named


def season(match: Match, scene: Scene) -> bool:
    """A season: "last fall" and "early spring" are; "the spring" and "fall" after a preposition; "fall" the verb is not."""
    before = (_before(match, scene) or [""])[0]
    word = scene.tokens.word(match.parts["s"][0])
    relation = scene.part(match, "r")
    after = (_after(match, scene) or [""])[0]
    if relation and relation != ["the"]:
        return not (word == "fall" and relation == ["this"] and before == "") and after != "of"
    if "p" in match.parts:
        return after != "of"
    if word[0].isupper() and not relation:
        return before in _SEASON_PREPOSITIONS - {"of", "for"} and after != "of"
    return before in _SEASON_PREPOSITIONS - {"of", "for"} and after != "of"


def year(match: Match, scene: Scene) -> bool:
    """A number that is a year: not counted things, street numbers, or parts of a longer code."""
    text, start = scene.tokens.text, scene.tokens.starts[match.start]
    end = scene.tokens.ends[match.end - 1]
    if start and (
        text[start - 1] in "/=_@&"
        or (text[start - 1] in "-–." and start > 1 and text[start - 2].isalnum() and "p" not in match.parts)
    ):
        return False
    if end < len(text) and (text[end] in "/=_@%" or (text[end] in "-–." and text[end + 1 : end + 2].isdigit())):
        return False
    return _year_stands(match, scene)


def _year_stands(match: Match, scene: Scene) -> bool:
    before = (_before(match, scene) or [""])[0]
    following = scene.tokens.word(match.end) if match.end < len(scene.tokens) else ""
    further = scene.tokens.words(match.end, match.end + 3)
    if following[:1].isupper() and _STREET & set(further):
        return False
    place = match.parts.get("y") or match.parts["a"]
    value = int(scene.tokens.word(place[0])[:4])
    if len(match.parts) > 1:
        return True
    prepositional = before in _TIME_PREPOSITIONS
    if not 1800 <= value <= 2050:
        return prepositional and not _follower_is_plain(match, scene)
    counted = following.islower() and following.endswith("s") and not following.endswith("ss")
    if (
        counted
        and scene.tokens.signatures[match.end] == OTHER
        and not prepositional
        and before not in ("the", "its", "their", "his", "our", "a")
    ):
        return False
    return before not in ("$", "#", "no", "flight", "route", "than", "nearly", "some", "almost")


def short_year(match: Match, scene: Scene) -> bool:
    """ "'98" after a word that goes with years."""
    return (_before(match, scene) or [""])[0] in _TIME_PREPOSITIONS | {
        "the",
        "class",
        "summer",
        "fall",
        "spring",
        "winter",
        "autumn",
    } and not scene.tokens.word(match.start).endswith("s")


def written_year(match: Match, scene: Scene) -> bool:
    """A year in words; "two thousand" alone is a number."""
    words = scene.tokens.words(match.start, match.end)
    return words[:2] != ["two", "thousand"] or (_before(match, scene) or [""])[0] in (
        "in",
        "since",
        "by",
        "until",
        "of",
    )


def decade(match: Match, scene: Scene) -> bool:
    """The '90s and the 1990s; "80s" without "the" only after a preposition, and no ages ("in her 40s")."""
    word = scene.tokens.word(match.parts["d"][0])
    if len(word) >= 5:
        return True
    before = scene.tokens.words(match.start - 1, match.start)
    return (
        word.endswith("s")
        and ("the" in scene.tokens.words(match.start, match.end) or (before or [""])[0] in ("of", "and", "or", "to"))
        and before not in (["his"], ["her"], ["their"], ["low"], ["mid"])
    )


def decade_word(match: Match, scene: Scene) -> bool:
    """ "the sixties", not "in his sixties"."""
    return "the" in scene.tokens.words(match.start, match.end)


def part(match: Match, scene: Scene) -> bool:
    """ "in the morning", "by mid-afternoon": a part of the day told, not "the night the plane went down"."""
    before = (_before(match, scene) or [""])[0]
    if "the" in scene.tokens.words(match.start, match.end):
        return before in ("in", "during", "by", "until", "throughout", "into", "through")
    return "p" in match.parts and before in ("by", "in", "until", "since", "on")


def clock(match: Match, scene: Scene) -> bool:
    """Digits with a colon are a time with a.m. or p.m., a zone or a day, or after a word like "at"."""
    if set(match.parts) - {"c", "p"}:
        return True
    if not scene.tokens.word(match.parts["c"][0])[-1].isdigit():
        return True
    return (_before(match, scene) or [""])[0] in (
        "at",
        "by",
        "around",
        "about",
        "until",
        "till",
        "before",
        "after",
        "since",
        "from",
        "to",
        "between",
        "and",
    )


def the_quarter(match: Match, scene: Scene) -> bool:
    """ "the quarter" as a time: after a preposition, or of a year told before."""
    return (_before(match, scene) or [""])[0] in (
        "in",
        "for",
        "of",
        "during",
        "through",
        "over",
        "from",
        "and",
    ) or bool(match.parts)


def the_period(match: Match, scene: Scene) -> bool:
    """ "the year" as the running one: after a preposition and not before words that tell which one it is."""
    before, after = (_before(match, scene) or [""])[0], (_after(match, scene) or [""])[0]
    if after in (
        "before",
        "after",
        "that",
        "when",
        "in",
        "of",
        "earlier",
        "previous",
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "old",
    ):
        return False
    return (
        "p" in match.parts
        or after == "'s"
        or before in ("in", "for", "of", "during", "over", "through", "throughout", "by", "this")
    )


def bare_units(match: Match, scene: Scene) -> bool:
    """ "for years", "weeks of talks": a length, not "office hours" or "the minutes of the meeting"."""
    if "x" in match.parts or "r" in match.parts or len(match.parts) > 1:
        return True
    before, after = (_before(match, scene) or [""])[0], (_after(match, scene) or [""])[0]
    words = scene.tokens.words(match.start, match.end)
    if ("minutes" in words and "the" in words) or (words == ["hours"] and before == "after"):
        return False
    if before in (
        "for",
        "in",
        "after",
        "within",
        "over",
        "took",
        "takes",
        "take",
        "spent",
        "spend",
        "lasted",
        "last",
        "by",
        "following",
        "despite",
        "amid",
        "only",
        "just",
        "through",
    ):
        return True
    return (
        after in ("of", "after", "before", "later", "earlier")
        and not ("days" in words and after == "of" and "the" in words)
        and before not in ("some", "their", "his", "her", "few", "'s")
    )


def preposition(match: Match, scene: Scene) -> bool:
    """Only after "for", "in" or "after"."""
    return (_before(match, scene) or [""])[0] in ("for", "in", "after", "within", "quite")


def set_word(match: Match, scene: Scene) -> bool:
    """ "daily" the adverb or adjective; not a paper's name."""
    word = scene.tokens.word(match.start)
    following = scene.tokens.word(match.end) if match.end < len(scene.tokens) else ""
    return not (word[0].isupper() and following[:1].isupper()) and not (word == "daily" and following[:1].isupper())


def present(match: Match, scene: Scene) -> bool:
    """ "now", but not NOW, an organization."""
    return not any(
        scene.tokens.word(i).isupper() and len(scene.tokens.word(i)) > 1 for i in range(match.start, match.end)
    )


def adjective(match: Match, scene: Scene) -> bool:
    """Before a noun, so far as can be told."""
    if match.end >= len(scene.tokens):
        return False
    following = scene.tokens.word(match.end)
    return following[0].isalpha() and following.lower() not in ("account", "affairs", "and", "or", "in", "on", "to")


def recently(match: Match, scene: Scene) -> bool:
    """ "recently", not "until recently"."""
    return (_before(match, scene) or [""])[0] not in ("as",)


def past_noun(match: Match, scene: Scene) -> bool:
    """ "the past" as a noun."""
    return (_before(match, scene) or [""])[0] in ("in", "of", "from", "than", "with", "into", "like", "about") and not (
        _follower_is_plain(match, scene) and (_before(match, scene) or [""])[0] != "in"
    )


def future_noun(match: Match, scene: Scene) -> bool:
    """ "the future" as a noun."""
    return not _follower_is_plain(match, scene)


def soon(match: Match, scene: Scene) -> bool:
    """ "soon" of things to come, not "as soon as" or "soon after"."""
    before, after = (_before(match, scene) or [""])[0], (_after(match, scene) or [""])[0]
    if before in ("as", "how", "too", "so") or after in (
        "as",
        "after",
        "before",
        "afterward",
        "afterwards",
        "became",
        "enough",
    ):
        return False
    return scene.direction.score(scene.tokens, match.start, match.end) > 0


NEEDS: dict[str, Callable[[Match, Scene], bool]] = {
    check.__name__: check
    for check in (
        title_case, month, season, year, short_year, written_year, decade, decade_word, part, clock, the_quarter, the_period, bare_units,
        preposition, set_word, present, adjective, recently, past_noun, future_noun, soon,
    )
}  # fmt: skip
