"""What the head of a report is made of: time stamps, bylines, datelines, titles, credits. Each a small recogniser."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from communique.ingest.dates import MONTH_WORDS
from communique.ingest.zones.patterns import DATE, NAME, NAMES, WEEKDAY, alternatives, expand, word_set

_PREFIX = (
    r"(?:first |last |originally )?(?:published|posted|updated|modified|created|issued|release date|date|filed|edited"
    r"|publication date|date of publication|upd)\b(?: on\b| at\b)?\s*:?"
)
_CLOCK = r"(?:\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|\d{4}\s?(?:hrs|GMT|UTC))"
_ZONE_OF_TIME = (
    r"(?:\(?(?:[ECMP]\.?[SD]?\.?T\b\.?|GMT(?:\s?[+-]\s?\d{1,2})?|UTC(?:\s?[+-]\s?\d{1,2})?|BST|IST|CES?T|EES?T|JST|AES?T"
    r"|AEDT|SGT|HKT|PKT|EAT|WAT|SAST|MSK|hrs|local time|eastern(?: time)?)\)?)"
)
_AGO = r"(?:an?|\d{1,3}) (?:second|sec|minute|min|hour|hr|day|week|month|year)s? ago"
_STAMP_TOKEN = re.compile(
    rf"(?P<prefix>{_PREFIX})|(?P<day>{DATE}(?:,? [12]\d{{3}}\b)?)|(?P<month>{MONTH_WORDS}\.?(?:/{MONTH_WORDS})? [12]\d{{3}}\b"
    rf"(?: issue\b)?)|(?P<ago>{_AGO})|(?P<clock>{_CLOCK})|(?P<weak>{WEEKDAY}(?![a-z])|{_ZONE_OF_TIME}(?![a-z])|at\b|on\b"
    r"|by (?:admin|staff|editor|webmaster)\b|\d{1,3}[ -]min(?:ute)?s? read\b|[|·•,/()–—-])",
    re.IGNORECASE,
)
SPEAKER = re.compile(
    r"(?:(?:MR|MS|MRS|DR|SECRETARY|MINISTER|PRESIDENT|QUESTION|MODERATOR|Q|A)\b|[A-Z][A-Z.’' -]{2,40})[^a-z]{0,30}:"
)
"""The label that opens a line of a transcript ("QUESTION:")."""
_BLANK = re.compile(r"\s*")

_CITY = r"[A-Z][A-Z'’.-]*[A-Z.](?:[ -][A-Z][A-Z'’.-]*[A-Z.]){0,3}"
_MIXED = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,2}"
_REGION = rf",? ?,\s?{_MIXED}(?:, {_MIXED})?"
_DAY = rf",?\s(?i:{MONTH_WORDS}\.? \d{{1,2}}|\d{{1,2}} {MONTH_WORDS}\.?)(?:, [12]\d{{3}})?"
_SOURCE = r"\s?\([A-Z][\w.&'’ /-]{1,40}\)"
_DASH = r"(?:\s?[—–―]|\s?--|\s-(?=\s)|(?<=\))\s?[-_](?=\s)|\s_(?=\s))"
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<place>{_CITY}|{_MIXED})(?:{_REGION})?(?:{_DAY})?{_SOURCE}(?:{_DAY})?\s?{_DASH}",
        rf"(?P<place>{_CITY})(?P<more>(?:{_REGION})?(?:{_DAY})?){_DASH}",
        rf"(?P<place>{_MIXED})(?P<more>{_REGION}(?:{_DAY})?|{_DAY}){_DASH}",
        rf"(?P<place>)(?i:{MONTH_WORDS}\.? \d{{1,2}})(?:, [12]\d{{3}})?{_SOURCE}\s?{_DASH}",
        rf"(?P<place>){_SOURCE}\s?{_DASH}",
    )
)
_BARE_SOURCE = re.compile(r"\((?:CNN|AP|AFP|Reuters|UPI|CBS News|CNN Business)\)(?=\s?[A-Z“\"])")
_COLON_PLACE = re.compile(
    rf"(?P<place>{_CITY}|[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)?)(?:, {_MIXED})?(?:\s?\([A-Z][\w ]+\))?:(?=\s)"
)

_BY = re.compile(
    r"(?:(?:analysis|news analysis|opinion|commentary|reviewed|report) by|by|written by|posted by|reported by|edited by|"
    r"compiled by|words by|text by|story by|reporting by|interview(?:ed)? (?:with .{3,60} )?by|author|authors|from)\b\s*:?\s+",
    re.IGNORECASE,
)
_PLAIN_NAMES = re.compile(rf"(?:Dr\.? |Prof\.? |Sir |Father |Rev\.? )?{NAMES}")
_NAMES_IN_PLACE = re.compile(
    rf"{NAMES} in [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,2}}(?:(?:, | and ){NAME} in [A-Z][\w'’ .-]+)?"
)


def stamp_end(text: str, start: int = 0) -> int | None:
    """Where a time stamp that starts at `start` ends ("Updated Jan. 9, 2014 10:30 p.m. ET"); None if there is none.

    A stamp says a day with its year, a day with a clock time, "3 hours ago", or stands after a word like "Updated".
    """
    at, end, seen = start, start, set()
    while match := _STAMP_TOKEN.match(text, at):
        kind = match.lastgroup or ""
        if kind == "day" and re.search(r"[12]\d{3}", match.group()):
            seen.add("year")
        seen.add(kind)
        if kind != "weak" or _ends_a_stamp(match.group()):
            end = match.end()
        at = _BLANK.match(text, match.end()).end()  # type: ignore[union-attr]
    says = (
        {"year"} <= seen
        or {"day", "clock"} <= seen
        or "ago" in seen
        or "month" in seen
        or ("prefix" in seen and ("day" in seen or "clock" in seen))
    )
    return end if says and end > start else None


def is_stamp(text: str) -> bool:
    """Whether a whole line is a time stamp, perhaps after a section's name ("COMMENTARY / 14 NOV 2022")."""
    if len(text) > 160:
        return False
    if re.fullmatch(rf"{_CLOCK}(?:\s*{_ZONE_OF_TIME})?", text, re.IGNORECASE):
        return True
    head, separator, rest = text.partition(" / ")
    if separator and head.casefold() in word_set("section labels"):
        text = rest
    end = stamp_end(text)
    return end is not None and not text[end:].strip(" .|·•-")


def dateline_end(text: str, start: int = 0, *, colon: bool = False) -> int | None:
    """Where a dateline that starts at `start` ends, its dash included ("RIYADH, Saudi Arabia —"); None if there is none.

    `colon`: the paragraph is the first of the report, where "HARROWAY:" is a dateline and not a speaker.
    """
    window = text[start : start + 120]
    for pattern in _DATELINES:
        match = pattern.match(window)
        if match and _is_place(match["place"], bool(match.groupdict().get("more")) or "(" in match.group()):
            return start + match.end()
    if match := _BARE_SOURCE.match(window):
        return start + match.end()
    if colon and (match := _COLON_PLACE.match(window)):
        place = match["place"]
        known_label = not _is_place(place, is_backed=True) or place.casefold() in word_set("section labels")
        if (
            not known_label
            and len(text) - start >= 100
            and not re.search(r"\s[A-Z][A-Za-z.' ]{1,30}:\s", text[start + match.end() :][:2000])
        ):
            return start + match.end()
    return None


def find_dateline(text: str, start: int, limit: int) -> tuple[int, int] | None:
    """The first dateline with a dash between `start` and `limit` that stands after a blank; for flattened texts."""
    for match in re.finditer(r"(?:(?<=\s)|(?<=[a-z.)]))[A-Z(][A-Z(]", text[start:limit]):
        at = start + match.start()
        end = dateline_end(text, at)
        if end is not None and text[end : end + 1].strip() != "," and not _inside_name(text, at):
            return at, end
    return None


def title_end(text: str, title: str, start: int = 0) -> int | None:
    """Where `title` ends if it stands at `start`, whatever its quotation marks, dashes and blanks; None if it does not."""
    for part in _title_parts(title):
        words = re.findall(r"\w+", part)
        if not words:
            continue
        pattern = re.compile(r"\W{0,3}" + r"\W{0,6}".join(map(re.escape, words)) + r"(?!\w)[?!'’\"”)…]*", re.IGNORECASE)
        if match := pattern.match(text, start):
            return match.end()
    return None


def is_byline(text: str, authors: Sequence[str] = ()) -> bool:
    """Whether a whole line says who wrote, beyond doubt: "By ...", a name with a role, a desk, or a given author."""
    if len(text) > 160 or text.endswith((".", "?", "!", ":")) and not text.endswith(("Jr.", "Sr.")):
        return False
    if any(text.casefold() == author.casefold() for author in authors):
        return True
    folded = text.casefold().strip(" .")
    if folded in word_set("desk bylines"):
        return True
    if match := _BY.match(text):
        return _is_names(text[match.end() :])
    return bool(_name_with_role().fullmatch(text) or _official().fullmatch(text))


def is_bare_names(text: str) -> bool:
    """Whether a line is nothing but one to five names: a byline only where a byline may stand."""
    return len(text) <= 120 and bool(_PLAIN_NAMES.fullmatch(text) or _NAMES_IN_PLACE.fullmatch(text))


def is_role(text: str) -> bool:
    """Whether a line is a writer's role ("Diplomatic correspondent, Channel Nine News")."""
    roles = alternatives("roles")
    return len(text) <= 100 and bool(
        re.fullmatch(
            rf"(?:[A-Za-z'’&-]+ ){{0,4}}{roles}(?:,? (?:of |for |at |in )?[A-Z][\w.'’& ,-]{{0,60}})?",
            text,
            re.IGNORECASE,
        )
    )


@functools.cache
def _name_with_role() -> re.Pattern[str]:
    roles = alternatives("roles")
    house = expand(
        r"(?:(?:The )?(?:[A-Z][\w.&'’-]+ ){0,4}(?:News|Press|Times|Post|Herald|Tribune|Agency|Wire|Today|Service|Journal|Gazette|Chronicle|Courier|Ledger|Bureau|Staff|Network|Media|Correspondents?)|<AGENCY>)"
    )
    return re.compile(
        rf"(?:{NAMES})\s*(?:,|\||—|–| - |/|\s)\s*(?:(?:(?i:[\w'’&-]+ ){{0,4}}(?i:{roles}))|{house})(?:\s*(?:,|\||/| in | at | for )\s*[\w.&'’ ,/|-]{{1,60}})?",
    )


@functools.cache
def _official() -> re.Pattern[str]:
    """An official with an office, or the body that issues a release: the byline of what governments publish."""
    offices, bodies = alternatives("offices"), alternatives("issuing bodies")
    return re.compile(
        rf"{NAME}, (?:[A-Z][\w-]+ ){{0,4}}(?i:{offices})(?:(?: of| for| to) [^.!?]{{1,90}})?"
        rf"|(?:The )?(?:[A-Z][\w-]+ ){{0,3}}(?i:{bodies}) (?:of|for|to) (?:the )?[A-Z][^.!?:]{{1,80}}"
    )


def _is_names(text: str) -> bool:
    """Whether what follows "By" can be names, desks and places: mostly capitalised, few words, no sentence."""
    tokens = re.findall(r"[\w'’.-]+", text)
    if not 1 <= len(tokens) <= 22 or not text[:1].isupper() and not text[:1].isdigit():
        return False
    capital = sum(t[:1].isupper() for t in tokens)
    small = sum(
        t in {"and", "in", "for", "of", "the", "with", "at", "de", "van", "von", "al", "agency", "report"}
        for t in tokens
    )
    return capital + small >= 0.8 * len(tokens)


def _is_place(place: str, is_backed: bool) -> bool:
    """Whether capitals before a dash can be a place: no label, and no short acronym that nothing backs."""
    if place.upper().rstrip(".") in word_set("no place") or place.split(" ")[0].casefold() in word_set("offices"):
        return False
    return is_backed or len(place) > 4 or place in word_set("short places")


def _inside_name(text: str, at: int) -> bool:
    """Whether capitals go on a name begun before ("by the USS CARVEL --")."""
    return bool(re.search(r"\b(?:the|a|an|of|in|and|by|for|to|with) $", text[max(0, at - 6) : at]))


def _title_parts(title: str) -> list[str]:
    """A title, and what is left of it without the section or outlet that pages add."""
    parts = [title]
    for separator in (" | ", " - ", " – ", " — ", ": "):
        pieces = title.split(separator)
        if len(pieces) > 1:
            longest = max(pieces, key=len)
            if len(longest.split()) >= 4:
                parts.append(longest)
    return parts


def _ends_a_stamp(token: str) -> bool:
    return bool(token) and token not in "|·•,/(–—-" and token.casefold() not in {"at", "on"}


_INITIAL = re.compile(r"[A-Z]\.(?:-?[A-Z]\.)*")
_PARTICLES = frozenset("de da do dos del della der den van von zu al el bin ibn ben la le du di ter ten af av".split())
_FLAT_BY = re.compile(r"(?:By|BY|by)\s+(?=[A-Z])")
_CAPS_WORD = re.compile(r"[A-Z][A-Z'’.-]*[A-Z]")
_HOUSE_END = (
    r"(?:News|Press|Times|Post|Herald|Tribune|Agency|Wire|Writer|Today|Service|Journal|Gazette|Chronicle|Courier|Ledger"
    r"|Bureau|Staff|Network|Media|Online|Monitor|PRESS|NEWS|SERVICE)"
)


def byline_end(text: str, start: int, *, needs_by: bool = True, names_only: bool = False) -> int | None:
    """Where a byline glued into running text ends: "By" and names of two words each, then a role and an outlet."""
    match = _FLAT_BY.match(text, start)
    if needs_by and not match:
        return None
    at = match.end() if match else start
    end = _agency_end(text, at) or _name_end(text, at)
    while end is not None:
        joint = re.compile(r"(?:,? and |,? AND | & |, (?=[A-Z][\w.'’-]+ [A-Z]))").match(text, end)
        following = (_agency_end(text, joint.end()) or _name_end(text, joint.end())) if joint else None
        if following is None:
            break
        end = following
    if end is None or names_only:
        return end
    return _role_end(text, end)


def _agency_end(text: str, at: int) -> int | None:
    match = re.compile(rf"(?:The |THE )?{alternatives('photo agencies')}(?![a-z])", re.IGNORECASE).match(text, at)
    return match.end() if match else None


def _name_end(text: str, at: int) -> int | None:
    """The end of a name of two words, initials and particles not counted, all in the case of the first."""
    words = list(re.finditer(r"[^\s,;:|()“”\"]+", text[at : at + 90]))
    if not words or not words[0].group()[:1].isupper() or words[0].group() in word_set("sentence starters"):
        return None
    in_capitals = bool(_CAPS_WORD.match(words[0].group()))
    full, end = 0, None
    for word in words:
        token = word.group()
        if _INITIAL.fullmatch(token) or token in _PARTICLES:
            continue
        month = re.search(rf"(?<=[A-Z])(?=(?:{MONTH_WORDS})\.? ?\d)", token, re.IGNORECASE)
        if month and in_capitals:
            return at + word.start() + month.start()
        glued = re.match(rf"([A-Z][A-Z'’-]+?)({MONTH_WORDS}\.?)$", token, re.IGNORECASE) if in_capitals else None
        if glued:
            return at + word.start() + glued.end(1)
        if not token[:1].isupper() or bool(_CAPS_WORD.fullmatch(token.rstrip("."))) != in_capitals:
            break
        full += 1
        end = at + word.end()
        if full == 2 or text[end : end + 1] in ",;:|(":
            break
    return end if full == 2 else None


def _role_end(text: str, at: int) -> int:
    """The end of the role and outlet that may follow a name."""
    roles = alternatives("roles")
    role = re.compile(rf",?\s(?:[A-Z][a-z]+\s|[a-z]+\s){{0,3}}(?i:{roles})(?![a-z])").match(text, at)
    if role:
        at = role.end()
    house = re.compile(rf",?\s(?:(?:The\s)?(?:[A-Z][\w.&'’-]*\s){{0,3}}?{_HOUSE_END}|BBC News|AP|AFP)(?![a-z])").match(
        text, at
    )
    if house:
        at = house.end()
        place = re.compile(r"(?:,| in) [A-Z][\w'’.-]+(?=\s)").match(text, at)
        at = place.end() if place else at
    return at


_BY_CUT = re.compile(
    r"\s*(?:\||–|—| - |/|;|,|\band\b|\bAND\b|&|\bwith\b|\bin\b(?= [A-Z])|\bfor\b(?= [A-Z])|\bfrom\b(?= [A-Z])|\n)\s*"
)


def authors_in(byline: str) -> list[str]:
    """The personal names in the words of a byline, roles, outlets and places left out; capitals set as names."""
    if match := _BY.match(byline):
        byline = byline[match.end() :]
    names = []
    for piece in _BY_CUT.split(byline):
        words = piece.strip(" .,()")
        if name_end := _leading_name(words):
            name = words[:name_end]
            names.append(_as_name(name) if name.isupper() else name)
    return names


def _leading_name(words: str) -> int | None:
    """Where a personal name at the start of a byline's piece ends; None when the piece is a role, place or outlet."""
    words_in = words.split()
    if not 2 <= len(words_in) <= 9 or re.search(_HOUSE_END + r"$", words) and len(words_in) <= 4:
        return None
    if words.casefold() in word_set("desk bylines") or is_role(words) or not re.match(NAME, words):
        return None
    end = _name_end(words, 0) or 0
    rest = words[end:].strip()
    if not rest or is_role(rest) or re.search(_HOUSE_END + r"$", rest):
        return end or None
    return len(words) if re.fullmatch(NAME, words) else None


def _as_name(capitals: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), capitals)
