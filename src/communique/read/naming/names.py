"""Names as the model tags them, with the edges that tagging gets wrong put right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.encoder.schema import NER
from communique.lexicon import noun_kind, parse_role, singular, state_of
from communique.lexicon.tables import given_names, tree, words
from communique.lexicon.when import MONTHS
from communique.read.acts.lexicon import cue_phrases
from communique.read.scores import WordScores
from communique.record.reading import MentionKind

KINDS: dict[str, MentionKind] = {
    "person": "person", "organization": "organization", "state": "state", "group": "organization",
    "place": "place", "agreement": "agreement", "work": "other", "event": "other",
}  # fmt: skip
_EDGE = re.compile(r"^[\s\"“”‘’'(\[]+|[\s\"“”‘'(\[,.;:]+$")
_INITIALS = re.compile(r"(?:\s[A-Z]\.)+\s[A-Z][\w’'-]+(?:,? (?:Jr|Sr)\.|,? I{2,3}\b)?|,? (?:Jr|Sr)\.")
_INITIAL = re.compile(r"[A-Z](?:\.\s|\.?$)")
_LOWER_TAIL = re.compile(r"(?:\s+[a-z][\w’'-]*)+$")
_POSSESSIVE = re.compile(r"['’]s?$")


_CUT_BEFORE = re.compile(
    r"(?:[A-Z]['’]|[A-Z][\w’']+[-‑]|(?<=\w\s)(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|bin|ibn|ben|al|ter|ten)\s)+)$"
)
_CUT_BEHIND = re.compile(
    r"(?:\s(?:al|el|bin|ibn)[-‑\s][A-Z]\w+|\s(?:at|ad|an|ar|as|ash|az|ul|ud)[-‑][A-Z]\w+|[-‑][A-Z][\w’']*(?:\s[A-Z][\w’'-]+)?|(?<=\b[A-Z])['’][A-Z][\w’'-]*|(?<=\b[A-Z][a-z])['’][A-Z][\w’'-]*|(?<=\w)['’](?!s\b)[a-z]\w{2,})"
)
_ARABIC = re.compile(r"\s(?:al|el|ash|as|at|ad|an|ar|az)[-‑][A-Z]\w+")
_SYLLABLE = re.compile(
    r"[-‑](?!(?:led|era|run|style|like|free|born|held|made|type|wide|elect|owned|bound|only|linked|themed|loyal|in|on|by|to)\b)"
    r"[a-z]{2,6}(?<!ed)(?<!er)(?<!ing)(?<!ist)(?<!ish)(?![\w-])"
)
_FAMILY_BEFORE = re.compile(r"(?<![\w’'.-])([A-Z][a-z]{1,5})\s$")
_GIVEN_BEFORE = re.compile(r"(?<![\w’'-])([A-Z][a-z]+)\s$")
_NOT_GIVEN = frozenset(
    "will may mark rose grant hope faith joy grace april june august summer art bill rob pat drew chase lance".split()
)
_PARTICLE_LAST = re.compile(r"\s(?:Le|La|De|Del|Di|Da|Dos|Du|Van|Von|Der|Bin|Ben|Al|El|St\.?)$")
_NEXT = re.compile(r"\s[A-Z][\w’'-]+")
_OF_WHAT = re.compile(
    r"\s(?:for|of|on|against)\s(?:the\s)?([A-Z][\w’'-]+)(?:\s(?:and\s(?:the\s)?|of\s(?:the\s)?)?[A-Z][\w’'-]+)*"
)
_LOCATED = re.compile(
    r"(?:\b(?:in|at|near|outside|around|inside|into|via|across|downtown|central|through)\s|"
    r"\b(?:travel\w*|trip|trips|flew|fly|flying|flies|went|go|going|came|come|coming|arriv\w+|return\w*|back|visit\w*|"
    r"journey|way|drove|march\w*|road|sent)\s(?:to|from|for|in)\s|\bvisit(?:ed|ing|s)?\s)$",
    re.I,
)
_SITED = re.compile(
    r",\s[A-Z]|\s(?:summit|meeting|talks|conference|visit|trip|speech|suburb|street|airport|office|embassy|neighbou?rhood|"
    r"area|region|hotel|stop|session|gathering|march|rally|accord|agreement|protocol|conference)s?\b"
)
_ABOUT = re.compile(r"\s(?:on|of|for)\s([A-Z][\w’'-]+)(?:\s(?:and\s)?[A-Z][\w’'-]+)*")
_SURVEY = re.compile(r"\b(?:Survey|Study|Report|Index|Commission|Council|Committee|Institute|Center|Centre)$")
_COMPOUNDS = frozenset(
    "Saint San Santa Sankt New Port Fort Cape Lake Upper Lower Costa El Los Las United Great".split()
)
_OPENINGS = frozenset("Saint San Santa Sankt Port Fort Cape".split())
_FIRM = re.compile(
    r"(?:,? (?:and|&) (?:Sons?|Daughters?|Brothers|Bros\.?|Co\.|Company|Partners|Associates|Cie)\b|"
    r",? (?:Ltd|Inc|GmbH|S\.A|PLC|plc|LLC|AG)\b)\.?"
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ROLE_WORDS = frozenset(
    "vice deputy president senator secretary minister mayor governor chief prime acting former speaker "
    "ambassador".split()
)
TITLE = re.compile(
    r"((?:\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Dame|Madame|President|Queen|King|Prince|Princess)\b\.?\s+)+)$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """One name in the text."""

    start: int
    end: int
    text: str
    kind: MentionKind
    tag: str


def tagged_names(scores: WordScores) -> list[Name]:
    """Names from the model's tagger, with quotation marks and possessives cut off."""
    labels = scores.head("ner").argmax(1)
    words, out = scores.words, []
    w = 0
    while w < len(words):
        if labels[w] == 0:
            w += 1
            continue
        kind = (int(labels[w]) - 1) // 2
        last = w
        while last + 1 < len(words) and labels[last + 1] == 2 + 2 * kind:
            last += 1
        start, end = words.span(w, last)
        out.append(_name(words.text, start, end, NER[1 + 2 * kind][2:]))
        w = last + 1
    known = [freed for n in out if n is not None and (freed := _freed_of_office(words.text, n)) is not None]
    return _rejoined(words.text, [_firm(words.text, n) for n in _compounded(words.text, known)])


def _firm(text: str, name: Name) -> Name:
    """A family name that a firm bears: "Vale" + "and Sons", "Vale" + "& Co."."""
    behind = _FIRM.match(text, name.end) if name.kind in ("person", "organization") else None
    if behind is None:
        return name
    return Name(name.start, behind.end(), text[name.start : behind.end()], "organization", "organization")


def _freed_of_office(text: str, name: Name) -> Name | None:
    """A name without the portfolio of the office behind it ("Veilan Commerce" + "Minister"); None if nothing is left."""
    behind = _NEXT.match(text, name.end)
    if behind is None or name.kind not in ("organization", "other"):
        return name
    first, _, portfolio = name.text.rpartition(" ")
    office = parse_role(portfolio + behind[0])
    if office is None or office.of is not None or not office.title.startswith(f"{portfolio.lower()} "):
        return name
    end = name.start + len(first)
    return Name(name.start, end, first, _kind(first, name.tag), name.tag) if first else None


def _compounded(text: str, names: list[Name]) -> list[Name]:
    """Names that open like one of a place ("Saint", "New", "Port") joined with the name right behind them."""
    out: list[Name] = []
    for name in names:
        last = out[-1] if out else None
        if last and text[last.end : name.start] == " " and last.text in _COMPOUNDS and " " not in name.text:
            whole = text[last.start : name.end]
            out[-1] = Name(last.start, name.end, whole, _kind(whole, "state"), "state")
        else:
            out.append(_whole_place(text, name))
    return out


def _whole_place(text: str, name: Name) -> Name:
    """A place of which only the opening word was tagged: "Port" of "Port Callow"."""
    behind = _NEXT.match(text, name.end) if name.text in _OPENINGS else None
    if behind is None or parse_role(behind[0].strip()) is not None:
        return name
    whole = text[name.start : behind.end()]
    return Name(name.start, behind.end(), whole, "state" if state_of(whole) else "place", "place")


def _rejoined(text: str, names: list[Name]) -> list[Name]:
    """Personal names that an initial's full stop tore apart, and titles read as state names, put right."""
    out: list[Name] = []
    for name in names:
        name = _extended(text, name) if name.kind == "person" else _longer(text, name)
        last = out[-1] if out else None
        if last and name.start < last.end:
            if name.start <= last.start and name.end > last.end:
                out[-1] = name
            continue
        same = last is not None and (
            last.kind == name.kind or (" " not in last.text and bool(_INITIAL.match(name.text)))
        )
        if last and same and name.kind == "person" and _torn(text, last, name):
            whole = text[last.start : name.end]
            out[-1] = _extended(text, Name(last.start, name.end, whole, "person", name.tag))
        elif last and last.kind == name.kind == "person" and _rank(last.text) and text[last.end : name.start] == ". ":
            out[-1] = name
        elif name.kind in ("state", "place") and TITLE.search(text, max(0, name.start - 30), name.start):
            out.append(Name(name.start, name.end, name.text, "person", name.tag))
        else:
            out.append(name)
    return out


def _rank(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][a-z]{1,4}", text)) and text.lower() not in given_names()


def _torn(text: str, left: Name, right: Name) -> bool:
    """Whether two pieces are one name: nothing but a blank or a hyphen between them, or an initial's full stop."""
    gap = text[left.end : right.start]
    if gap in (" ", "-", "‑"):
        return True
    last = re.split(r"[\s.]+", left.text.rstrip("."))[-1]
    return gap.strip() == "." and (len(last) == 1 or last in ("Jr", "Sr", "St", "Mr", "Mrs", "Ms", "Dr"))


def _name(text: str, start: int, end: int, tag: str) -> Name | None:
    if start and text[start - 1] in "'’" and text[start : start + 2] == "s ":
        start += 2
    elif text[start : start + 3] in ("'s ", "’s "):
        start += 3
    raw = text[start:end]
    m = _EDGE.match(raw)
    if m:
        start += m.end()
        raw = text[start:end]
    raw = _POSSESSIVE.sub("", raw.rstrip(' ,.;:"“”‘(') if not raw.endswith(".") else raw.rstrip(' ,;:"“”‘('))
    tail = _LOWER_TAIL.search(raw) if tag != "work" else None
    if tail and tail.start() and noun_kind(raw) not in ("organization", "media", "collective"):
        raw = raw[: tail.start()].rstrip(" -–—,")
    if raw.islower() or not any(c.isalnum() for c in raw) or "\n" in raw or _is_common(raw, tag):
        return None
    kind = _kind(raw, tag)
    if kind == "state" and _is_place(text, start, start + len(raw)):
        kind = "place"
    return Name(start, start + len(raw), raw, kind, tag)


@cache
def _ranks() -> frozenset[str]:
    """Honorifics and abbreviated ranks, which are no names by themselves."""
    return words("names.yaml", "honorifics") | frozenset(tree("roles.yaml")["abbreviations"])


def _is_common(raw: str, tag: str) -> bool:
    """A role or a common noun that the tagger took for a name ("Lawmakers", "Vice")."""
    plain = raw.lower()
    if tag == "person":
        return plain.strip(".") in _ROLE_WORDS | _ranks() or (" " not in raw and raw.islower())
    return noun_kind(raw) == "person" and parse_role(raw) is not None and len(raw.split()) == 1


def _extended(text: str, name: Name) -> Name:
    """A personal name carried on over initials ("Joseph" + "R. Vale Jr.") and freed of a trailing verb."""
    start, end = name.start, name.end
    before = _CUT_BEFORE.search(text, max(0, start - 30), start)
    start = before.start() if before else start
    given = _GIVEN_BEFORE.search(text, max(0, start - 20), start) if " " not in text[start:end] else None
    if given and given[1].lower() in given_names() and given[1].lower() not in _NOT_GIVEN:
        start = given.start(1)
    tail = _LOWER_TAIL.search(text, start, end)
    if tail and tail.start() > start:
        end = tail.start()
    behind = _CUT_BEHIND.match(text, end) or (_PARTICLE_LAST.search(text, start, end) and _NEXT.match(text, end))
    end = behind.end() if behind else end
    start, end = _with_syllable(text, start, end)
    if " " in text[start:end] and headline(text, start):
        verb = text[start:end].split()[-1]
        told = verb.endswith("s") and verb.lower() in cue_phrases().by_first
        end -= len(verb) + 1 if told else 0
    more = _INITIALS.match(text, end)
    end = more.end() if more else end
    start += _prefix(text[start:end])
    return Name(start, end, text[start:end], name.kind, name.tag) if (start, end) != (name.start, name.end) else name


def _with_syllable(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with the second syllable of its given name, and the family name before a lone one: "Park Eun" + "-ji"."""
    syllable = _SYLLABLE.match(text, end)
    if syllable is None:
        return start, end
    family = _FAMILY_BEFORE.search(text, max(0, start - 12), start) if " " not in text[start:end] else None
    if family and family[1].lower() not in _ROLE_WORDS | _ranks():
        start = family.start(1)
    return (start, syllable.end()) if " " in text[start:end] else (start, end)


def headline(text: str, at: int) -> bool:
    """Whether most words of the line at `at` are capitalised."""
    end = text.find("\n", at)
    line = text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)].split()
    return sum(w[:1].isupper() for w in line) > 0.6 * len(line)


def _prefix(raw: str) -> int:
    """How many characters before a personal name are a state or a rank ("Spc. Ana Vale", "Lindmark Ana Vale")."""
    words = raw.split()
    for n in range(min(2, len(words) - 2), 0, -1):
        lead = " ".join(words[:n])
        rank = n == 1 and re.fullmatch(r"[A-Z][a-z]{2,4}\.", lead) and lead not in ("St.", "Wm.", "Geo.", "Chas.")
        match = state_of(lead)
        if rank or (match and match.how in ("name", "alias", "code") and lead.lower() not in given_names()):
            return raw.index(words[n], len(lead))
    return 0


def _longer(text: str, name: Name) -> Name:
    """A body's name with its "for ..." or "of ...": "National Organization for Harbours"."""
    if name.kind != "organization":
        return name
    family = _ARABIC.match(text, name.end)
    if family:
        return Name(name.start, family.end(), text[name.start : family.end()], name.kind, name.tag)
    noun = singular(name.text.split()[-1].lower())
    if noun not in words("nouns.yaml", "organization") and not _SURVEY.search(name.text):
        return name
    more = _OF_WHAT.match(text, name.end) or (_ABOUT.match(text, name.end) if _SURVEY.search(name.text) else None)
    if more is None or more[1] in DAYS or more[1] in MONTHS:
        return name
    end = more.end()
    for word in list(re.finditer(r"[A-Z][\w’'-]+", text[more.start() : end]))[1:]:
        if parse_role(word[0]) is not None:  # the office of somebody named behind it
            end = more.start() + word.start() - 1
            break
    return Name(name.start, end, text[name.start : end], name.kind, name.tag)


def _is_place(text: str, start: int, end: int) -> bool:
    """Whether a capital stands for itself: "in Ostmar", "flew to Ostmar", "Ostmar, Lindmark", "the Ostmar summit"."""
    match = state_of(text[start:end])
    if match is None or match.how != "capital" or match.state.name == text[start:end]:
        return False
    before = text[max(0, start - 30) : start]
    return bool(_LOCATED.search(before) or _SITED.match(text, end))


def _kind(raw: str, tag: str) -> MentionKind:
    """The tag's kind, corrected where the lexicon knows better (a state, a capital)."""
    match = state_of(raw)
    if tag == "state":
        return "state" if match else "place"
    if tag == "group":
        return "state" if match else "organization"
    if tag == "organization" and match and match.how in ("name", "alias"):
        return "state"
    return KINDS[tag]
