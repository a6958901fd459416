"""Checks on the surroundings of a match: whether "May" is a month, "fall" a season, "1900" a year."""

from __future__ import annotations

from collections.abc import Callable

from communique.read.times.grammar import Match
from communique.read.times.lexicon import OTHER, word_list
from communique.read.times.scene import Scene


def _before(match: Match, scene: Scene, *lists: str) -> bool:
    """Whether the word before the match is in one of the named lists."""
    return any(_word_before(match, scene) in word_list(name) for name in lists)


def _word_before(match: Match, scene: Scene) -> str:
    return next(iter(scene.tokens.words(match.start - 1, match.start)), "")


def _word_after(match: Match, scene: Scene) -> str:
    return next(iter(scene.tokens.words(match.end, match.end + 1)), "")


def _follower(match: Match, scene: Scene) -> str:
    """The word after the match as written."""
    return scene.tokens.word(match.end) if match.end < len(scene.tokens) else ""


def _noun_follows(match: Match, scene: Scene) -> bool:
    """Whether a small-letter word without any role in times follows: most likely a noun."""
    return _follower(match, scene)[:1].islower() and scene.tokens.signatures[match.end] == OTHER


def _words(match: Match, scene: Scene) -> list[str]:
    return scene.tokens.words(match.start, match.end)


def title_case(match: Match, scene: Scene) -> bool:
    """Every word of weight in the match is written with a capital."""
    words = [scene.tokens.word(i) for i in range(match.start, match.end)]
    return all(not w[0].isalpha() or w[0].isupper() for w in words if len(w) > 3) and any(w[0].isupper() for w in words)


def holiday(match: Match, scene: Scene) -> bool:
    """A named day, written with a capital."""
    return scene.tokens.word(match.parts["h"][0])[0].isupper()


def month(match: Match, scene: Scene) -> bool:
    """A month by itself. May and March, and first names, need a word before them that goes with times."""
    if len(match.parts) > 1:
        return True
    word = scene.tokens.word(match.parts["m"][0]).lower()
    following = _follower(match, scene)
    if match.end + 1 < len(scene.tokens) and scene.tokens.word(match.end) in "-–" and _is_month(match.end + 1, scene):
        return True  # "the May-June period"
    if word in ("may", "march", "mar", "jan"):
        return _doubtful_month(word, match, scene)
    if _before(match, scene, "person_titles"):
        return False
    if _before(match, scene, "time_prepositions"):
        return True
    named = following[:1].isupper() or following.lower() in word_list("agent_verbs")
    return not (word in ("april", "june", "august") and named)


def _is_month(token: int, scene: Scene) -> bool:
    return scene.lexicon.value("MONTH", scene.tokens.word(token).lower()) is not None


def _doubtful_month(word: str, match: Match, scene: Scene) -> bool:
    """May, March, Mar and Jan are also a verb, an order, a surname and a first name."""
    if _before(match, scene, "sure_prepositions"):
        return not (word == "jan" and _follower(match, scene)[:1].isupper())
    if _word_before(match, scene) in ("the", "a", "its"):
        return _noun_follows(match, scene)
    if word == "jan" or not _before(match, scene, "time_prepositions"):
        return False
    return word != "may" or not (scene.names_may or _word_after(match, scene) in word_list("agent_verbs"))


def season(match: Match, scene: Scene) -> bool:
    """A season: "last fall" is; "the spring" only after a preposition; "the fall of Kabul" is not."""
    if _word_after(match, scene) == "of":
        return False
    relation = scene.part(match, "r")
    if (relation and relation != ["the"]) or "p" in match.parts:
        return True
    if _before(match, scene, "season_prepositions"):
        return True
    lead = scene.tokens.words(match.start - 2, match.start)
    return len(lead) == 2 and lead[1] == "for" and lead[0] in word_list("set_for")  # "planned for the autumn"


def year(match: Match, scene: Scene) -> bool:
    """A number that is a year: not a count of things, a house number, or part of a longer code."""
    text, start, end = scene.tokens.text, scene.tokens.starts[match.start], scene.tokens.ends[match.end - 1]
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:] and before[-1] in "/=_@&":
        return False
    if before[-1:] and before[-1] in "-–." and before[:1].isalnum() and "p" not in match.parts:
        return False
    if after[:1] and (after[0] in "/=_@%" or (after[0] in "-–." and after[1:].isdigit())):
        return False
    return _year_stands(match, scene)


def _year_stands(match: Match, scene: Scene) -> bool:
    following = _follower(match, scene)
    if following[:1].isupper() and word_list("street") & set(scene.tokens.words(match.end, match.end + 3)):
        return False
    if len(match.parts) > 1:
        return True
    value = int(scene.tokens.word(match.parts["y"][0])[:4])
    prepositional = _before(match, scene, "time_prepositions")
    if not 1800 <= value <= 2050:
        return prepositional and not _noun_follows(match, scene)
    plural = following.endswith("s") and not following.endswith("ss") and _noun_follows(match, scene)
    if plural and not prepositional and not _before(match, scene, "possessives"):
        return False
    return not _before(match, scene, "not_a_year")


def year_range(match: Match, scene: Scene) -> bool:
    """Two years joined: not part of a longer code or number."""
    text, start, end = scene.tokens.text, scene.tokens.starts[match.start], scene.tokens.ends[match.end - 1]
    return not (start and text[start - 1] in "-–/=_@.") and not (text[end : end + 1] and text[end] in "-–/=_@%")


def short_year(match: Match, scene: Scene) -> bool:
    """An apostrophe year ('98) after a word that goes with years."""
    decade = scene.tokens.word(match.start).endswith("s")
    return not decade and _before(match, scene, "time_prepositions", "year_prefixes")


def written_year(match: Match, scene: Scene) -> bool:
    """A year in words; "two thousand" by itself is a number."""
    words = _words(match, scene)
    if words[:2] != ["two", "thousand"] or _before(match, scene, "sure_prepositions"):
        return True
    return len(words) > 2 and _before(match, scene, "time_prepositions") and not _noun_follows(match, scene)


def decade(match: Match, scene: Scene) -> bool:
    """The 1990s and the '90s; "80s" only with "the" or after a preposition, and no ages ("in her 40s")."""
    word = scene.tokens.word(match.parts["d"][0])
    if len(word) >= 5:
        return True
    led = "the" in _words(match, scene) or _word_before(match, scene) in ("of", "and", "or", "to")
    return word.endswith("s") and led and not _before(match, scene, "owners") and not _measures(match, scene)


def decade_possessive(match: Match, scene: Scene) -> bool:
    """“the 1980’s”, “the mid-80’s”, as some papers write decades; no ages ("in her early 60's"), no warmth."""
    if len(scene.tokens.word(match.parts["d"][0])) == len("1980"):
        return True
    return not _before(match, scene, "owners") and not _measures(match, scene)


def _measures(match: Match, scene: Scene) -> bool:
    """Whether the sentence speaks of what is measured in tens: "temperatures in the 60s"."""
    low, high = scene.tokens.sentence_start(match.start), scene.tokens.sentence_end(match.end)
    return bool(word_list("measured") & set(scene.tokens.words(low, high)))


def recently(match: Match, scene: Scene) -> bool:
    """The adverb by itself: not "as recently as August", "most recently in 1994", which only lead up to a time."""
    lead, after = _word_before(match, scene), _word_after(match, scene)
    return not (lead == "as" and after == "as") and not (lead == "most" and after in ("in", "on", "last", "at"))


def decade_word(match: Match, scene: Scene) -> bool:
    """A decade in words ("the sixties"), not an age ("in his sixties")."""
    return "the" in _words(match, scene)


def part(match: Match, scene: Scene) -> bool:
    """A part of the day told ("in the morning"), not "the night the plane went down"."""
    led = "the" in _words(match, scene) or "p" in match.parts
    return led and _before(match, scene, "part_prepositions")


def dark_part(match: Match, scene: Scene) -> bool:
    """“before dawn”, “by nightfall”; not a dawn that is none of a day."""
    return _before(match, scene, "dark_prepositions") and _word_after(match, scene) not in ("of", "raid", "raids")


def small_hours(match: Match, scene: Scene) -> bool:
    """“in the predawn hours”."""
    return _before(match, scene, "part_prepositions")


def clock(match: Match, scene: Scene) -> bool:
    """Digits with a colon are a time with a.m. or p.m., a zone or a day, or after a word like "at"."""
    if set(match.parts) - {"c", "p"} or not scene.tokens.word(match.parts["c"][0])[-1].isdigit():
        return True
    return _before(match, scene, "clock_prepositions")


def the_quarter(match: Match, scene: Scene) -> bool:
    """A quarter of the year, not a quarter of a cake: after a preposition, or with a word like "end of"."""
    ends = _word_after(match, scene) in ("ended", "ending")
    return bool(match.parts) or ends or _before(match, scene, "period_prepositions", "time_prepositions")


def half_of_year(match: Match, scene: Scene) -> bool:
    """The first half of a business year, not of a game: money is spoken of in the sentence."""
    low, high = scene.tokens.sentence_start(match.start), scene.tokens.sentence_end(match.end)
    return bool(word_list("accounts") & set(scene.tokens.words(low, high)))


def the_period(match: Match, scene: Scene) -> bool:
    """The running year or week: after a preposition, and not before words that tell which one it is."""
    after = _word_after(match, scene)
    if after in word_list("tells_which") and not _clause_follows(match, scene):
        return False
    return "p" in match.parts or after in ("'s", "’s") or _before(match, scene, "period_prepositions")


def _clause_follows(match: Match, scene: Scene) -> bool:
    """“by the end of the decade it will be gone”: the pronoun opens the main clause and tells nothing of the decade."""
    words = scene.tokens.words(match.end, match.end + 2)
    led = "p" in match.parts or len(_words(match, scene)) > len(["the", "year"])
    return led and words[0] in word_list("pronouns") and words[-1] in word_list("helpers")


def bare_units(match: Match, scene: Scene) -> bool:
    """A length without a number ("for years", "weeks of talks"), not "office hours" or "the minutes of the meeting"."""
    words, before, after = _words(match, scene), _word_before(match, scene), _word_after(match, scene)
    if ("minutes" in words and "the" in words) or (words == ["hours"] and before == "after"):
        return False
    if len(match.parts) > 1 or before in word_list("length_verbs"):
        return True
    if words == ["the", "days"] and after == "of":
        return False
    return after in ("of", "after", "before", "later", "earlier") and before not in word_list("not_a_length")


def preposition(match: Match, scene: Scene) -> bool:
    """Only after a preposition of length ("for a while")."""
    return _word_before(match, scene) in ("for", "in", "after", "within", "quite")


def set_word(match: Match, scene: Scene) -> bool:
    """The adverb or adjective "daily", not a paper ("the Lorn Daily", "the daily said"), not "the third monthly fall"."""
    word, following = scene.tokens.word(match.start), _follower(match, scene)
    if following[:1].isupper() and (word[0].isupper() or word == "daily"):
        return False
    before = scene.tokens.word(match.start - 1) if match.start else ""
    if (word[0].isupper() and before[:1].isupper()) or before.lower() in word_list("in_a_row"):
        return False
    return not (before.lower() in ("the", "a") and following.lower() in word_list("agent_verbs"))


def present(match: Match, scene: Scene) -> bool:
    """The adverb "now", not NOW, an organization."""
    return not any(len(word) > 1 and word.isupper() for word in map(scene.tokens.word, range(match.start, match.end)))


def at_large(match: Match, scene: Scene) -> bool:
    """“today’s world”, “today’s global economy”: these days, not the day of publication."""
    words = scene.tokens.words(match.end, match.end + 3)
    return words[:1] in (["'s"], ["’s"]) and bool(word_list("at_large") & set(words[1:]))


def adjective(match: Match, scene: Scene) -> bool:
    """Before a noun, so far as can be told."""
    following = _follower(match, scene)
    return following[:1].isalpha() and following.lower() not in word_list("no_noun")


def past_noun(match: Match, scene: Scene) -> bool:
    """The noun "the past", not "the past president"."""
    led = _before(match, scene, "past_prepositions")
    return led and (_word_before(match, scene) == "in" or not _noun_follows(match, scene))


def future_noun(match: Match, scene: Scene) -> bool:
    """The noun "the future", not "the future king"."""
    return not _noun_follows(match, scene)


def soon(match: Match, scene: Scene) -> bool:
    """Soon, of things to come; not "as soon as" or "soon after"."""
    if _before(match, scene, "soon_before") or _word_after(match, scene) in word_list("soon_after"):
        return False
    return scene.direction.score(scene.tokens, match.start, match.end) > 0


_CHECKS: tuple[Callable[[Match, Scene], bool], ...] = (
    title_case,
    holiday,
    month,
    season,
    year,
    year_range,
    short_year,
    written_year,
    decade,
    decade_possessive,
    decade_word,
    recently,
    part,
    dark_part,
    small_hours,
    clock,
    the_quarter,
    half_of_year,
    the_period,
    bare_units,
    preposition,
    set_word,
    present,
    at_large,
    adjective,
    past_noun,
    future_noun,
    soon,
)
NEEDS: dict[str, Callable[[Match, Scene], bool]] = {check.__name__: check for check in _CHECKS}
"""Every check, by the name that grammar.yaml gives it."""
