"""Readers of quarters and halves of a year, as companies report them."""

from __future__ import annotations

import re

from communique.read.times.amounts import ordinal
from communique.read.times.days import Reading, one, phase
from communique.read.times.grammar import Match
from communique.read.times.lexicon import word_list
from communique.read.times.periods import AHEAD, BACK, STORY_STEPS, decade_value, month
from communique.read.times.reckon import moved, plus_days, week_value
from communique.read.times.scene import Found, Scene
from communique.read.times.years import pick_year, quarter_ending, year_of

_QUARTER_OF = {"WI": 1, "SP": 2, "SU": 3, "FA": 4}  # "the summer quarter" of accounts
YEAR_BEFORE = "a year before"
"""How the anchor ends of a time that was told by looking a year back from another."""


def quarter(match: Match, scene: Scene) -> Reading:
    """“the third quarter of 1984”, “next year's first quarter”, “Q3 2014”, “third-quarter”."""
    which = scene.lookup(match, "qc", "QCODE") or _QUARTER_OF.get(str(scene.lookup(match, "qs", "SEASON")))
    which = which or ordinal(scene.part(match, "o"), scene.lexicon)
    which = 4 if which == -1 else which
    if not isinstance(which, int) or not 1 <= which <= 4:
        return []
    year, reason = year_of(match, scene)
    if words := scene.part(match, "yq"):
        year, reason = scene.related_year(words), f"counted from {scene.published_reason}"
    if year is None and reason is None:
        year, reason = _quarter_year(match, scene, which)
    return one(match, "DATE", f"{year:04d}-Q{which}" if year else None, phase(match, scene), reason)


def _quarter_year(match: Match, scene: Scene, which: int) -> tuple[int | None, str | None]:
    """The quarter of this year if it has begun, else last year's, unless the clause looks ahead."""
    published = scene.published
    if published is None or published.month is None:
        return None, "the month of publication is unknown"
    ahead = scene.direction.score(scene.tokens, match.start, match.end)
    if "ended" in scene.tokens.words(match.end, match.end + 2):
        ahead = -_SURE
    running = (published.month - 1) // 3 + 1
    if running > which + 1 and ahead > _SURE:
        return published.year + 1, f"the next after {scene.published_reason}"
    if running >= which:
        return published.year, f"the last begun before {scene.published_reason}"
    if ahead > 0:
        return published.year, f"the next after {scene.published_reason}"
    return published.year - 1, f"the last before {scene.published_reason}"


_COMPARED = (["from"], ["than"], ["with"], ["to"], ["over"], ["against"], ["below"], ["above"])
_SUM = 8  # words that a sum may have, with the word that compares
_SUM_WORDS = frozenset("$ % . , a an percent million billion trillion cents share units only just about".split())
_MONTH = re.compile(r"\d{4}-\d{2}")
_MONTHS = re.compile(r"P\d{1,2}M")
_SURE = 1.5  # how clearly a clause must look ahead to put a quarter that is over into the next year


def told_quarter(scene: Scene, match: Match | None = None) -> Found | None:
    """The quarter told last, if a recent one; not one that was itself told by looking a year back from another.

    With a `match` whose clause looks back, rather one that is over than the one that runs.
    """
    told = [f for f in scene.recent() if told_is_quarter(f) and not is_look_back(f)]
    now = moved(scene.published, "Q", 0) if scene.published else None
    if told and match and now and scene.direction.score(scene.tokens, match.start, match.end) < 0:
        return next((f for f in told if str(f.value) < now), told[0])
    return told[0] if told else None


def is_look_back(found: Found) -> bool:
    """Whether a time was told by looking a year back from another."""
    return bool(found.anchor) and str(found.anchor).endswith(YEAR_BEFORE)


def quarter_ago(match: Match, scene: Scene) -> Reading:
    """“the year-ago quarter”, “the same period last year”: the quarter told last, of another year."""
    told, year = told_quarter(scene), scene.year(match)
    words = scene.tokens.words(match.start, match.end)
    if "period" in words and _sums_months(match, scene):
        return _year_before(match, scene, year)
    if "week" in words and year is None:
        return _same_week_before(match, scene)
    if "month" in words and (month_before := _same_month_before(match, scene, words)):
        return month_before
    which = ordinal(scene.part(match, "o"), scene.lexicon) if "o" in match.parts else None
    tail = f"-Q{which}" if which in (1, 2, 3, 4) else told.value[4:] if told and told.value else None
    if tail is None:
        return _same_month_before(match, scene, words) or _year_before(match, scene, year)
    last = scene.published.year - ("this" not in words) if scene.published and _by_publication(words, told) else None
    base = year or last or (int(told.value[:4]) - 1 if told and told.value else None)
    if told and told.value and base == int(told.value[:4]) and "last" in words:
        base -= 1  # told early in the year, of the last quarter of the year before
    reason = f"the quarter of “{scene.words_of(told)}”" if told else f"counted from {scene.published_reason}"
    return one(match, "DATE", f"{base:04d}{tail}" if base else None, anchor=f"{reason}, {YEAR_BEFORE}")


def _sums_months(match: Match, scene: Scene) -> bool:
    """Whether what is compared is the sum of months: "for the nine months ..., compared with the year-ago period"."""
    low = scene.tokens.sentence_start(match.start)
    here = [f for f in scene.told if low <= f.start and f.end <= match.start]
    last = next((f for f in reversed(here) if _MONTHS.fullmatch(f.value or "") or told_is_quarter(f)), None)
    return last is not None and last.type == "DURATION"


def told_is_quarter(found: Found) -> bool:
    """Whether a time is a quarter of a year."""
    return re.match(r"\d{4}-Q\d", found.value or "") is not None


def _is_to_come(told: Found, scene: Scene) -> bool:
    """Whether a month lies after the one of publication."""
    return scene.published is not None and str(told.value) > scene.published.value[: len("2031-05")]


def _same_week_before(match: Match, scene: Scene) -> Reading:
    """“the same week a year ago”: the one 52 weeks before that of publication."""
    day = plus_days(scene.today, -_YEAR_OF_WEEKS) if scene.today else None
    reason = f"counted from {scene.published_reason}, {YEAR_BEFORE}"
    return one(match, "DATE", week_value(day) if day else None, anchor=reason)


_YEAR_OF_WEEKS = 364  # days


def _by_publication(words: list[str], told: Found | None) -> bool:
    return told is None or "last" in words or "this" in words


def _year_before(match: Match, scene: Scene, year: int | None) -> Reading:
    """The year named, or the one before publication, where no quarter was told to compare with."""
    if year:
        return one(match, "DATE", f"{year:04d}", anchor="stated")
    words = scene.tokens.words(match.start, match.end)
    quarter_wanted = "quarter" in words or "this" in words
    value = moved(scene.published, "Q", -1 if "this" in words else -5) if scene.published and quarter_wanted else None
    value = value or (moved(scene.published, "Y", -1) if scene.published else None)
    return one(match, "DATE", value, anchor=f"counted from {scene.published_reason}, {YEAR_BEFORE}")


def _same_month_before(match: Match, scene: Scene, words: list[str]) -> Reading:
    """“the same month a year ago”, “the same period last year” after a month was told."""
    told = next((f for f in scene.recent() if re.fullmatch(_MONTH, f.value or "")), None)
    if (
        told is None
        or _is_to_come(told, scene)
        or told.value is None
        or not {"month", "period"} & set(words)
        or _sums_months(match, scene)
    ):
        return []
    value = f"{scene.year(match) or int(told.value[:4]) - 1:04d}{told.value[4:]}"
    return one(match, "DATE", value, anchor=f"the month of “{scene.words_of(told)}”, {YEAR_BEFORE}")


def month_compared(match: Match, scene: Scene) -> Found | None:
    """The month that a comparison with a year before looks back from, told in the same sentence.

    "Sales in May rose 3% from a year earlier": that May; also over a sum ("5.3% in May, down from 5.6% a year ago"),
    and not the month that is itself compared with ("up from April").
    """
    low = scene.tokens.sentence_start(match.start)
    before = scene.tokens.words(max(low, match.start - _SUM), match.start)
    before = before[:-2] if before[-2:] in (["that", "of"], ["those", "of"]) else before
    if before[-1:] not in _COMPARED and not compares_sum(before) and not _compares_on(before):
        return None
    months = [f for f in scene.recent() if f.start >= low and _MONTH.fullmatch(f.value or "")]
    return next((f for f in reversed(months) if not _is_compared_with(f, scene)), None)


def compares_sum(before: list[str]) -> bool:
    """Whether the words end in a comparison with a sum: "from 5.6%", "against $1.2 million"."""
    for n, word in enumerate(reversed(before)):
        if [word] in _COMPARED:
            return n > 0
        if not (word[:1].isdigit() or word in _SUM_WORDS):
            return False
    return False


def _is_compared_with(told: Found, scene: Scene) -> bool:
    """“up from April”, “down from 81% in August”: the month that a comparison starts from."""
    before = scene.tokens.words(max(0, told.start - _SUM), told.start)
    return before[-1:] in _COMPARED or (before[-1:] == ["in"] and compares_sum(before[:-1]))


def _compares_on(before: list[str]) -> bool:
    """Whether the words end in a further sum of a comparison: "down from 81% in August and 84%"."""
    at = next((n for n in range(len(before) - 1, -1, -1) if before[n] == "and"), None)
    if at is None or at == len(before) - 1 or not all(w[:1].isdigit() or w in _SUM_WORDS for w in before[at + 1 :]):
        return False
    return any([word] in _COMPARED for word in before[:at])


def year_before(told: Found, scene: Scene) -> tuple[str | None, str]:
    """The same quarter or month of the year before, and the reason that says so."""
    what = "quarter" if "Q" in (told.value or "") else "month"
    value = f"{int(told.value[:4]) - 1:04d}{told.value[4:]}" if told.value else None
    return value, f"the {what} of “{scene.words_of(told)}”, {YEAR_BEFORE}"


def near_quarter(match: Match, scene: Scene) -> Reading:
    """A quarter without a number (“the latest quarter”): counted from publication, or the quarter told last."""
    words = set(scene.part(match, "r"))
    told = told_quarter(scene, None if words else match)
    is_quarter = scene.tokens.words(match.end - 1, match.end) == ["quarter"]
    if not is_quarter and (told is None or "last" in words) and not ("latest" in words and _is_reported(match, scene)):
        return []
    if told and told.value and not {"last", "next", "current"} & words and not _still_runs(told, words, scene):
        step = next((s for w, s in STORY_STEPS.items() if w in words), 0)
        anchor = scene.anchor_of(told)
        value = moved(anchor, "Q", step) if anchor else None
        return one(match, "DATE", value, phase(match, scene), f"the quarter of “{scene.words_of(told)}”")
    if scene.published is None:
        return one(match, "DATE", None, anchor="the publication date is unknown")
    step = -1 if words & (BACK | {"latest", "recent", "ended"}) else 1 if words & AHEAD else 0
    step = -1 if not words and _is_reported(match, scene) else step
    value = moved(scene.published, "Q", step)
    return one(match, "DATE", value, phase(match, scene), f"counted from {scene.published_reason}")


_RUNNING = frozenset("far current date end beginning start middle early late".split())


def _is_reported(match: Match, scene: Scene) -> bool:
    """“for the quarter, profit fell”: results are told of a quarter that is over."""
    low, high = scene.tokens.sentence_start(match.start), scene.tokens.sentence_end(match.end)
    words = set(scene.tokens.words(low, high))
    results = bool(words & word_list("accounts")) and not words & _RUNNING and "p" not in match.parts
    return results and scene.direction.score(scene.tokens, match.start, match.end) < 0


def _still_runs(told: Found, words: set[str], scene: Scene) -> bool:
    """Whether the quarter told is the running one or a later one, so that it cannot be "the latest"."""
    now = moved(scene.published, "Q", 0) if scene.published else None
    return bool({"latest", "recent", "ended"} & words and now and told.value and told.value >= now)


def half(match: Match, scene: Scene) -> Reading:
    """“the second half of 1989” (H2), “the last half of the '80s” (END), “the first half of March” (START)."""
    which = ordinal(scene.part(match, "o"), scene.lexicon)
    if which not in (-1, 1, 2):
        return []
    later = which != 1
    mod = "END" if later else "START"
    if "e" in match.parts:
        value = decade_value(scene.part(match, "e"), scene)
        return one(match, "DATE", value, mod, "stated") if value else []
    if "m" in match.parts:
        return [Found(f.start, f.end, f.type, f.value, mod, f.anchor) for f in month(match, scene)]
    year, reason = year_of(match, scene)
    if year is None:
        return one(match, "DATE", None, mod, reason)
    return one(match, "DATE", f"{year:04d}-H{2 if later else 1}", None, reason)


def quarter_by_month(match: Match, scene: Scene) -> Reading:
    """“the September quarter”: the three months that end in September."""
    wanted = scene.lookup(match, "m", "MONTH")
    if not isinstance(wanted, int):
        return []
    year, reason = year_of(match, scene)
    if year is None and reason is None:
        year, reason = pick_year(scene, match, wanted)
    return one(match, "DATE", quarter_ending(year, wanted) if year else None, None, reason)


def half_alone(match: Match, scene: Scene) -> Reading:
    """“the first half”, “first-half profit”: of the year of publication if it has begun, else by tense."""
    which = 1 if ordinal(scene.part(match, "o"), scene.lexicon) == 1 else 2
    year, reason = _quarter_year(match, scene, 2 * which - 1)
    return one(match, "DATE", f"{year:04d}-H{which}" if year else None, None, reason)


READERS = {
    reader.__name__: reader
    for reader in (
        quarter,
        quarter_ago,
        near_quarter,
        half,
        half_alone,
        quarter_by_month,
    )
}
