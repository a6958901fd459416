"""Bylines: whole lines, names glued into running text, and the personal names inside them."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from communique.ingest.dates import MONTH_WORDS
from communique.ingest.zones.patterns import NAME, NAMES, alternatives, word_set

_MAX_BYLINE = 160  # characters of a line
_MAX_WORDS = 22
_BY = re.compile(
    r"(?:(?:analysis|news analysis|opinion|commentary|reviewed|report) by|by|written by|posted by|reported by|edited by"
    r"|compiled by|words by|text by|story by|reporting by|reporting from|interview(?:ed)? (?:with .{3,60} )?by|author|authors|from)\b"
    r"\s*:?\s+",
    re.IGNORECASE,
)
_GLUED_BY = re.compile(r"(?:By|BY|by)\s+(?=[A-Z])")
_BARE_NAMES = re.compile(rf"(?:Dr\.? |Prof\.? |Sir |Father |Rev\.? )?{NAMES}")
_NAMES_IN_PLACE = re.compile(
    rf"{NAMES} in [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,2}}(?:(?:, | and ){NAME} in [A-Z][\w'’ .-]+)?"
)
_TELLS = re.compile(
    r"[,:–—-]\s?(?:says?|said|saying|reports|reported|tells?|told|claims?|claimed|warns?|warned|announces?|announced"
    r"|confirms?|confirmed|sources say|according to)\s+(?:the\s+)?[A-Z]",
    re.IGNORECASE,
)  # "Orla Teck, Says Harbour News" is a heading: a verb stands where a role would
_INITIAL = re.compile(r"[A-Z]\.(?:-?[A-Z]\.)*")
_CAPITALS = re.compile(r"[A-Z][A-Z'’.-]*[A-Z]")
_MONTH_IN_CAPITALS = re.compile(rf"([A-Z][A-Z'’-]+?)((?:{MONTH_WORDS})\.?)$", re.IGNORECASE)
_NEXT_NAME = re.compile(r"(?:,? and |,? AND | & |, (?=[A-Z][\w.'’-]+ [A-Z]))")
_PLACE = re.compile(r"(?:,| in) [A-Z][\w'’.-]+(?=\s)")
_PARTED = re.compile(r",|\||—|–| - |/| (?:in|at|for|of) ")
_CUT = re.compile(r"\s*(?:\||–|—| - |/|;|,|\band\b|\bAND\b|&|\bwith\b|\b(?:in|for|from)\b(?= [A-Z])|\n)\s*")


def is_byline(text: str, authors: Sequence[str] = ()) -> bool:
    """Whether a whole line says who wrote, beyond doubt: "By ...", a name with a role, a desk, or a given author."""
    if len(text) > _MAX_BYLINE or (text.endswith((".", "?", "!", ":")) and not text.endswith(("Jr.", "Sr."))):
        return False
    if any(text.casefold() == author.casefold() for author in authors):
        return True
    if text.casefold().strip(" .") in word_set("desk bylines"):
        return True
    if match := _BY.match(text):
        return _may_be_names(text[match.end() :])
    if _TELLS.search(text):
        return False
    return bool(_name_with_role().fullmatch(text) or _official().fullmatch(text))


def reads_as_headline(text: str) -> bool:
    """Whether only a blank would part a name from an outlet ("Premier Denies Fake News"): on top that is a headline."""
    if _BY.match(text) or text.casefold().strip(" .") in word_set("desk bylines") or _official().fullmatch(text):
        return False
    return bool(_name_with_role().fullmatch(text)) and not _PARTED.search(text)


def is_bare_names(text: str) -> bool:
    """Whether a line is nothing but names: a byline only where a byline may stand."""
    return len(text) <= 120 and bool(_BARE_NAMES.fullmatch(text) or _NAMES_IN_PLACE.fullmatch(text))


def is_role(text: str) -> bool:
    """Whether a line is a writer's role ("Diplomatic correspondent, Channel Nine News")."""
    return len(text) <= 100 and bool(_role_line().fullmatch(text))


def byline_end(text: str, start: int, *, needs_by: bool = True, names_only: bool = False) -> int | None:
    """Where a byline glued into running text ends: "By" and names of two words each, then a role and an outlet."""
    match = _GLUED_BY.match(text, start)
    if needs_by and not match:
        return None
    end = _one_name(text, match.end() if match else start)
    while end is not None:
        joint = _NEXT_NAME.match(text, end)
        following = _one_name(text, joint.end()) if joint else None
        if following is None:
            break
        end = following
    return end if end is None or names_only else _after_role(text, end)


def authors_in(byline: str) -> list[str]:
    """The personal names in the words of a byline, roles, outlets and places left out; capitals set as names."""
    if match := _BY.match(byline):
        byline = byline[match.end() :]
    names = []
    for piece in _CUT.split(byline):
        words = piece.strip(" .,()")
        if end := _leading_name(words):
            name = words[:end]
            names.append(_capitalised(name) if name.isupper() else name)
    return names


def _may_be_names(text: str) -> bool:
    """Whether what follows "By" can be names, desks and places: mostly capitalised, few words, no sentence."""
    tokens = re.findall(r"[\w'’.-]+", text)
    if not 1 <= len(tokens) <= _MAX_WORDS or not (text[0].isupper() or text[0].isdigit()):
        return False
    good = sum(1 for t in tokens if t[0].isupper() or t in word_set("byline words"))
    return good >= 0.8 * len(tokens)


def _one_name(text: str, at: int) -> int | None:
    agency = _agency().match(text, at)
    return agency.end() if agency else _name_end(text, at)


def _name_end(text: str, at: int) -> int | None:
    """The end of a name of two words, initials and particles not counted, all in the case of the first."""
    words = list(re.finditer(r"[^\s,;:|()“”\"]+", text[at : at + 90]))
    first = words[0].group() if words else ""
    if not first[:1].isupper() or first in word_set("sentence starters"):
        return None
    in_capitals = bool(_CAPITALS.match(first))
    full, end = 0, None
    for word in words:
        token = word.group()
        if _INITIAL.fullmatch(token) or token in word_set("name particles"):
            continue
        if in_capitals and full and (glued := _MONTH_IN_CAPITALS.match(token)):
            return at + word.start() + glued.end(1)  # "CYPELJAN. 23": a date glued to a name
        if not token[0].isupper() or bool(_CAPITALS.fullmatch(token.rstrip("."))) != in_capitals:
            break
        full += 1
        end = at + word.end()
        if full == 2 or text[end : end + 1] in tuple(",;:|("):
            break
    return end if full == 2 else None


def _after_role(text: str, at: int) -> int:
    """The end of the role and outlet that may follow a name."""
    if role := _glued_role().match(text, at):
        at = role.end()
    if house := _glued_house().match(text, at):
        at = house.end()
        if place := _PLACE.match(text, at):
            at = place.end()
    return at


def _leading_name(words: str) -> int | None:
    """Where a personal name at the start of a byline's piece ends; None when the piece is a role, place or outlet."""
    count = len(words.split())
    if not 2 <= count <= 9 or (count <= 4 and _ends_in_house(words)):
        return None
    if words.casefold() in word_set("desk bylines") or is_role(words) or not re.match(NAME, words):
        return None
    end = _name_end(words, 0)
    rest = words[end:].strip() if end else ""
    if end and (not rest or is_role(rest) or _ends_in_house(rest)):
        return end
    return len(words) if re.fullmatch(NAME, words) else None


def _ends_in_house(words: str) -> bool:
    return words.split()[-1] in word_set("outlet endings")


def _capitalised(name: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), name)


@functools.cache
def _agency() -> re.Pattern[str]:
    return re.compile(rf"(?:The |THE )?{alternatives('photo agencies')}(?-i:(?![a-z]))", re.IGNORECASE)


@functools.cache
def _role_line() -> re.Pattern[str]:
    house = r"(?:,? (?:of |for |at |in )?[A-Z][\w.'’& ,-]{0,60})?"
    return re.compile(rf"(?:[A-Za-z'’&-]+ ){{0,4}}{alternatives('roles')}{house}", re.IGNORECASE)


@functools.cache
def _glued_role() -> re.Pattern[str]:
    return re.compile(rf",?\s(?:[A-Z][a-z]+\s|[a-z]+\s){{0,3}}(?i:{alternatives('roles')})(?![a-z])")


@functools.cache
def _glued_house() -> re.Pattern[str]:
    endings = alternatives("outlet endings")
    return re.compile(rf",?\s(?:(?:The\s)?(?:[A-Z][\w.&'’-]*\s){{0,3}}?{endings}|BBC News|AP|AFP)(?![a-z])")


@functools.cache
def _name_with_role() -> re.Pattern[str]:
    """A name, then a role or an outlet, on a line of their own ("Dale Hutchins | Fairmont Courier")."""
    outlet = (
        rf"(?:(?:The )?(?:[A-Z][\w.&'’-]+ ){{0,4}}{alternatives('outlet endings')}|{alternatives('photo agencies')})"
    )
    role = rf"(?:(?i:[\w'’&-]+ ){{0,4}}(?i:{alternatives('roles')}))"
    tail = r"(?:\s*(?:,|\||/| in | at | for )\s*[\w.&'’ ,/|-]{1,60})?"
    return re.compile(rf"(?:{NAMES})\s*(?:,|\||—|–| - |/|\s)\s*(?:{role}|{outlet}){tail}")


@functools.cache
def _official() -> re.Pattern[str]:
    """An official with an office, or the body that issues a release: the byline of what governments publish."""
    offices, bodies = alternatives("offices"), alternatives("issuing bodies")
    return re.compile(
        rf"{NAME}, (?:[A-Z][\w-]+ ){{0,4}}(?i:{offices})(?:(?: of| for| to) [^.!?]{{1,90}})?"
        rf"|(?:The )?(?:[A-Z][\w-]+ ){{0,3}}(?i:{bodies}) (?:of|for|to) (?:the )?[A-Z][^.!?:]{{1,80}}"
    )
