"""Names of bodies and places that tagging tore apart or cut short, whole again; labels that name nobody, left out.

"Democratic" + "Party", "House of", ".S." out of "U.S.", "the United" + "States", "Rights Watch", "D-N.Y.", "Republican".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from communique.lexicon import media_name, parse_role, singular, split_title, state_of, title_before
from communique.lexicon.tables import given_names, tree, words
from communique.lexicon.when import MONTHS
from communique.read.naming.names import DAYS, TITLE, Name, headline
from communique.record.reading import MentionKind

_ABBREVIATION = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,}[A-Z]?(?!\w)")
_LABEL = re.compile(r"(?<![\w-])[DRI][-–][A-Z](?:(?:\.[A-Z])+\.?|[A-Za-z]*\.?)(?:\s[A-Z][a-z]+\.?(?=\)))?")
_OPEN_END = re.compile(r"\s(?:of|for|and|on|in|at|the)$")
_AFTER_OF = re.compile(r"\s(?:the\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*")
_BETWEEN = re.compile(r"\s(?:[A-Z][\w’'-]+\s)+(?:and\s|&\s|of\s)?$|\s$")
_NOUN_BEHIND = re.compile(r"(?:\s[A-Z][\w’'-]+){1,2}(?![\w’'-])")
_WORD_BEFORE = re.compile(r"(?<![\w’'.-])([A-Z][\w’'-]*[a-z])\s$")
_OPENS = re.compile(r"(?:^|[.!?:;][\"”’)]*\s|\n|[\"“‘(])\s*$")
_GLOTTAL = re.compile(r"[’'`ʿʾ]a?[hn]?(?!\w)")
_FAMILY = re.compile(r"(?<![\w’'.-])([A-Z][a-z]{1,6})\s$")
_LIES = re.compile(r"\b(?:in|from|near|outside|at|resident of|residents of|city of|capital,?)\s$")
_OPENING = 6  # characters in which the end of the sentence before is looked for
_LOOKED_THROUGH = 50_000  # characters of a text that are searched for a name inside a sentence
_STRETCH = 3  # words that a name of a state or body may be longer by
_BODIES: frozenset[MentionKind] = frozenset({"organization", "other", "agreement"})


def whole_names(text: str, names: Sequence[Name]) -> list[Name]:
    """The names in text order, no two overlapping: pieces joined, cut ends completed, party labels left out."""
    labels = [m.span() for m in _LABEL.finditer(text)]
    short = [m.span() for m in _ABBREVIATION.finditer(text)]
    found: list[Name] = []
    for name in names:
        if _around(name, labels) is None and name.text.lower().strip(".") not in words("names.yaml", "honorifics"):
            found.append(_named_person(text, _completed(text, _snapped(text, name, short))))
    joined: list[Name] = []
    for name in sorted(set(found), key=lambda n: (n.start, -n.end)):
        last = joined[-1] if joined else None
        if last and name.start < last.end:
            continue
        whole = _joined(text, last, name) if last else None
        if whole:
            joined[-1] = whole
        elif not _of_the_city(text, name):
            joined.append(name)
    joined = _without_headline_verbs(text, _with_hyphens(text, joined))
    joined = _with_first_words(text, [_placed(text, name) for name in joined])
    whole_ones = [_stretched(text, name, joined[:n], joined[n + 1 : n + 2]) for n, name in enumerate(joined)]
    return _own_capitals([_of_its_kind(name) for name in whole_ones if not _is_piece(text, name)])


def _with_first_words(text: str, names: Sequence[Name]) -> list[Name]:
    """Single words that are the end of a place named in full elsewhere, with the word before them: "Port" + "Ansel"."""
    full = {n.text for n in names if n.kind == "place" and n.text.count(" ") == 1}
    out: list[Name] = []
    for name in names:
        before = _WORD_BEFORE.search(text, max(0, name.start - 30), name.start) if " " not in name.text else None
        whole = f"{before[1]} {name.text}" if before else ""
        if before and whole in full and name.kind != "person" and (not out or out[-1].end <= before.start(1)):
            name = Name(before.start(1), name.end, whole, "place", "place")
        out.append(name)
    return out


def _with_hyphens(text: str, names: Sequence[Name]) -> list[Name]:
    """Names torn at a hyphen that the text prints whole elsewhere, whole again: "Tidal" + "Mart" where it says "Tidal-Mart"."""
    full = {n.text: n for n in names if "-" in n.text}
    out: list[Name] = []
    for name in names:
        last = out[-1] if out else None
        whole = full.get(text[last.start : name.end]) if last and text[last.end : name.start] == "-" else None
        if last and whole:
            out[-1] = replace(whole, start=last.start, end=name.end)
        else:
            out.append(name)
    return out


def _without_headline_verbs(text: str, names: Sequence[Name]) -> list[Name]:
    """Names of persons without the verb of a headline that was taken in: "Vale Calls" where the text names a Vale and no Calls."""
    alone = {n.text for n in names if n.kind == "person" and " " not in n.text}
    out = []
    for name in names:
        first, _, last = name.text.partition(" ")
        cut = name.kind == "person" and first in alone and last.endswith("s") and " " not in last
        if cut and last.istitle() and headline(text, name.start) and text.count(last) == 1:
            name = replace(name, end=name.start + len(first), text=first)
        out.append(name)
    return out


def _own_capitals(names: Sequence[Name]) -> list[Name]:
    """The names, a capital of a state that is not named here at all as the town of that name: a quarter, another town."""
    matches = {name.text: state_of(name.text) for name in names}
    told = {m.name for m in matches.values() if m and m.how != "capital"}
    return [
        replace(name, kind="place", tag="place")
        if name.kind == "state" and (m := matches[name.text]) and m.how == "capital" and m.name not in told
        else name
        for name in names
    ]


def label_homes(name: Name) -> Sequence[str] | None:
    """For an adjective or label ("Democratic", "Catholic") the names it belongs to, in lower case; None for a name."""
    if name.kind in ("person", "state") or state_of(name.text):
        return None
    plain = re.sub(r"^(?:the|The)\s+", "", name.text).lower()
    labels: dict[str, list[str]] = tree("adjectives.yaml")["labels"]
    if plain in labels:
        return labels[plain]
    *lead, last = plain.split()
    return [] if lead and last in words("adjectives.yaml", "describing") else None


def _around(name: Name, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The one of these spans, which ascend and are disjoint, that a name lies in."""
    at = bisect_right(spans, (name.start, 1 << 60)) - 1
    return spans[at] if at >= 0 and name.end <= spans[at][1] else None


def _snapped(text: str, name: Name, short: Sequence[tuple[int, int]]) -> Name:
    """A piece of an abbreviation as the whole of it: ".S." of "U.S."."""
    if name.text.endswith(("-", "‑")) and name.kind == "person":
        return _with_syllables(text, name)
    if name.text.endswith(("-", "‑")):
        bare = name.text.rstrip("-‑")
        return Name(name.start, name.start + len(bare), bare, "state" if state_of(bare) else name.kind, name.tag)
    if name.kind in ("organization", "person") and _is_capital_city(text, name):
        return Name(name.start, name.end, name.text, "place", "place")
    article = len(name.text) - len(re.sub(r"^[Tt]he\s+", "", name.text))
    around = _around(replace(name, start=name.start + article), short)
    if around and (name.start > around[0] or name.end < around[1] - 1):
        whole = text[slice(*around)]
        kind = "organization" if whole.replace(".", "") in _initials_of_bodies() else name.kind
        return Name(*around, whole, "state" if state_of(whole) else kind, name.tag)
    return name


def _placed(text: str, name: Name) -> Name:
    """A place that was taken for a person, by the word that opens its name: "Beni Sarif", "Rio Verde"."""
    first, _, rest = name.text.partition(" ")
    if name.kind != "person" or not rest or first.lower() not in words("heads.yaml", "opening"):
        return name
    titled = title_before(text, name.start) or TITLE.search(text, max(0, name.start - 30), name.start)
    return name if titled or first.lower() in given_names() else replace(name, kind="place")


def _is_piece(text: str, name: Name) -> bool:
    """Whether a single word is only a piece of something: "First" of an amendment, "Bill" before its number."""
    plain = re.sub(r"^the\s+", "", name.text.lower()).strip(".")
    if len(plain) == 1 or (plain in words("nouns.yaml", "function_words") and not name.text.isupper()):
        return True
    if name.kind == "person" and plain in words("roles.yaml", "modifiers") and plain not in given_names():
        return True
    if name.kind == "person":
        return plain in ("bill", "no", "act") and bool(re.match(r"\s\d", text[name.end : name.end + 2]))
    return plain in words("adjectives.yaml", "pieces") and not state_of(name.text)


def _with_syllables(text: str, name: Name) -> Name:
    """A given name cut at its hyphen, with its second syllable and the family name before it: "Jin-" of "Park Jin-su"."""
    more = re.match(r"[A-Za-z][a-z]*", text[name.end :])
    if more is None:
        return name
    family = _FAMILY.search(text, max(0, name.start - 12), name.start)
    known = family and family[1].lower() in words("names.yaml", "family_first")
    start = family.start(1) if family and known and " " not in name.text else name.start
    end = name.end + more.end()
    return Name(start, end, text[start:end], "person", name.tag)


def _is_capital_city(text: str, name: Name) -> bool:
    """Whether a name tagged as a body or person is a capital that something lies in: "a resident of Varn"."""
    match = state_of(name.text)
    if match is None or match.how != "capital" or name.text.lower() in given_names():
        return False
    return bool(_LIES.search(text, max(0, name.start - 20), name.start))


def _completed(text: str, name: Name) -> Name:
    """A name with the letter behind an apostrophe that belongs to it: "Sana" + "’a"."""
    behind = _GLOTTAL.match(text, name.end) if name.kind != "person" else None
    if behind is None or len(behind[0]) < len("’a"):
        return name
    return replace(name, end=behind.end(), text=text[name.start : behind.end()])


def _named_person(text: str, name: Name) -> Name:
    """A titled name of a person that was tagged as a body: "Spokesperson" + "Ned Brandl"."""
    if name.kind not in _BODIES:
        return name
    title, rest = split_title(name.text)
    first = name.text.partition(" ")[0]  # the end of a title: "Secretary of" + "State Ned Brandl"
    led = title_before(text, name.start + len(first) + 1) if " " in name.text else None
    if not title and led and led[0] < name.start and led[1] == name.start + len(first):
        title, rest = first, name.text[len(first) + 1 :]
    start = name.end - len(rest)
    titled = title or title_before(text, start) or TITLE.search(text, max(0, start - 30), start)
    tokens = rest.split()
    given = len(tokens) in (2, 3) and tokens[0].lower() in given_names() and all(t[:1].isupper() for t in tokens)
    if not titled or not given or singular(tokens[-1].lower()) in words("nouns.yaml", "organization"):
        return name
    return Name(start, name.end, rest, "person", "person")


def _joined(text: str, left: Name, right: Name) -> Name | None:
    """Two pieces as one name, or None: a state's name, a body's noun behind its first words, what "of" is of."""
    gap = text[left.end : right.start]
    if gap == " " and left.kind != "person" and left.text.split()[0].lower() in words("heads.yaml", "opening"):
        return Name(left.start, right.end, text[left.start : right.end], "place", "place")
    if torn := _torn(text, left, right, gap):
        return torn
    if "person" in (left.kind, right.kind) or len(gap) > 40 or "\n" in gap:
        return None
    whole = text[left.start : right.end]
    if gap == " " and {left.kind, right.kind} == {"place"} and right.text.lower() in words("heads.yaml", "place"):
        return Name(left.start, right.end, text[left.start : right.end], "place", "place")
    if gap == " " and not state_of(left.text) and (match := state_of(whole)) and match.how in ("name", "alias"):
        return Name(left.start, right.end, whole, "state", "state")
    if _known_body(whole):
        return Name(left.start, right.end, whole, "organization", "organization")
    if gap == " " and _loose(left) and _loose(right):
        placed = right.text.lower() in words("heads.yaml", "place")
        return Name(left.start, right.end, whole, "place" if placed else right.kind, right.tag)
    if left.kind not in _BODIES:
        return None
    if _OPEN_END.search(left.text) and gap in (" ", " the "):
        return Name(left.start, right.end, whole, left.kind, left.tag)
    bodily = _is_body_noun(right.text.split()[-1]) and not _is_body_noun(left.text.split()[-1])
    loose = not media_name(left.text) and not state_of(left.text) and not left.text.isupper()
    if right.kind in _BODIES and bodily and loose and _BETWEEN.fullmatch(gap):
        return Name(left.start, right.end, whole, right.kind, right.tag)
    return None


def _torn(text: str, left: Name, right: Name, gap: str) -> Name | None:
    """A body whose pieces were tagged as a person, a state or a town: "Norla" + "Front", "U.S" + ". Coast Guard", "Varn" + "Post"."""
    whole = text[left.start : right.end]
    if not gap and right.text.startswith(". ") and state_of(left.text):
        return Name(left.start, right.end, whole, right.kind, right.tag)
    if not gap and right.text.startswith("-") and left.kind != "state":
        return Name(left.start, right.end, whole, left.kind, left.tag)
    if gap != " " or " " in right.text:
        return None
    if (
        right.kind == "person"
        and left.kind in (*_BODIES, "place")
        and right.text.lower() in words("heads.yaml", "heights")
    ):
        return Name(left.start, right.end, whole, "place", "place")
    one = " " not in re.sub(r"^[Tt]he ", "", left.text)
    is_front = right.kind == "person" and left.kind in _BODIES and _is_body_noun(right.text)
    is_paper = right.kind != "person" and left.kind == "place" and right.text.lower() in words("heads.yaml", "papers")
    return (
        Name(left.start, right.end, whole, "organization", "organization") if one and (is_front or is_paper) else None
    )


def _loose(name: Name) -> bool:
    """Whether a tagged word can be half a name: "Super" + "Bowl", no state, medium, chamber, label or plural group."""
    if " " in name.text or not name.text[:1].isupper() or name.text.isupper() or name.kind in ("person", "state"):
        return False
    plain = name.text.lower()
    known = state_of(name.text) or media_name(name.text) or plain in words("heads.yaml", "chambers")
    label = plain in tree("adjectives.yaml")["labels"] or singular(plain) != plain
    return not (known or label or name.text in DAYS or name.text in MONTHS or _is_office(name.text))


def _of_the_city(text: str, name: Name) -> bool:
    """Whether letters behind a town only say where it lies: "Washington, D.C."."""
    return name.text in ("D.C.", "D.C") and text[: name.start].endswith("Washington, ")


def _stretched(text: str, name: Name, before: Sequence[Name], behind: Sequence[Name]) -> Name:
    """A name with the capitalised words beside it that belong to it."""
    if name.kind == "person":
        return name
    name = _with_its_noun(text, _to_the_right(text, name), behind[0].start if behind else len(text))
    return _to_the_left(text, name, before[-1].end if before else 0) if name.kind in _BODIES else name


def _to_the_right(text: str, name: Name) -> Name:
    known = _known_stretch(text, name)
    if known:
        return known
    end = _OPEN_END.search(name.text)
    if end is None or name.kind not in _BODIES:
        return name
    more = _AFTER_OF.match(text, name.end)
    stop = more.end() if more and not _is_office(more[0]) else name.start + end.start()
    return replace(name, end=stop, text=text[name.start : stop])


def _with_its_noun(text: str, name: Name, limit: int) -> Name:
    """A body's name with the noun behind it that says what body it is: "the Seamen's Rights" + "Campaign"."""
    if name.kind not in _BODIES or _is_body_noun(name.text.split()[-1]):
        return name
    more = _NOUN_BEHIND.match(text, name.end)
    if more is None or more.end() > limit or not _is_body_noun(more[0].split()[-1]) or headline(text, name.start):
        return name
    bare = re.sub(r"^(?:the|The)\s+", "", name.text)
    if " " not in bare and singular(more[0].split()[-1].lower()) not in words("heads.yaml", "movements"):
        return name  # "the Varn Government" may be that of a state
    label = bare.lower() in tree("adjectives.yaml")["labels"]
    if label or media_name(name.text) or state_of(name.text) or any(not _belongs(word) for word in more[0].split()):
        return name
    return replace(name, end=more.end(), text=text[name.start : more.end()])


def _known_stretch(text: str, name: Name) -> Name | None:
    """The name of a state or a well-known body that begins with this piece of it: "House of", "United"."""
    if state_of(name.text) and name.kind != "organization":
        return None
    tail = re.match(r"(?:[\s-][\w’'-]+){1,5}", text[name.end : name.end + 60])
    pieces = re.split(r"(?=[\s-])", tail[0])[1:] if tail else []
    for size in range(len(pieces), 0, -1):
        end = name.end + sum(len(p) for p in pieces[:size])
        whole = text[name.start : end]
        if _known_body(whole):
            return Name(name.start, end, whole, "organization", "organization")
        match = state_of(whole) if size <= _STRETCH and not state_of(name.text) else None
        if match and match.how in ("name", "alias"):
            return Name(name.start, end, whole, "state", "state")
    return None


def _to_the_left(text: str, name: Name, taken: int) -> Name:
    """A body's name with the capitalised words before it, in a line that is no headline: "Human" + "Rights Watch"."""
    start = name.start
    known = _WORD_BEFORE.search(text, max(taken, start - 30), start)
    if known and _known_body(text[known.start(1) : name.end]):
        return replace(name, start=known.start(1), text=text[known.start(1) : name.end])
    while before := _WORD_BEFORE.search(text, max(taken, start - 30), start):
        word, at = before[1], before.start(1)
        if not _belongs(word) or headline(text, at) or text[start : start + 4].lower() == "the ":
            break
        if _OPENS.search(text, max(0, at - _OPENING), at) and not _within_a_sentence(text, text[at : name.end]):
            break
        start = at
    return replace(name, start=start, text=text[start : name.end]) if start != name.start else name


def _within_a_sentence(text: str, phrase: str) -> bool:
    """Whether a phrase stands behind a word elsewhere, as far as the text is looked through."""
    at = text.find(f" {phrase}", 0, _LOOKED_THROUGH)
    while at > 0:
        if text[at - 1].isalnum() or text[at - 1] == ",":
            return True
        at = text.find(f" {phrase}", at + 1, _LOOKED_THROUGH)
    return False


def _belongs(word: str) -> bool:
    """Whether a capitalised word can be part of a body's name: no day, no office, no state, no small word."""
    plain = word.lower()
    return not (
        word in DAYS or word in MONTHS or state_of(word) or _is_office(word) or plain in given_names()
        or plain in words("nouns.yaml", "function_words") or plain in words("roles.yaml", "descriptors")
        or plain in words("roles.yaml", "former") or plain in words("names.yaml", "honorifics") or plain.endswith(("based", "backed", "led"))
    )  # fmt: skip


def _is_office(words_: str) -> bool:
    return parse_role(words_.strip()) is not None


def _is_body_noun(word: str) -> bool:
    return word[:1].isupper() and singular(word.lower()) in words("nouns.yaml", "organization")


def _known_body(name: str) -> bool:
    plain = re.sub(r"^the\s+", "", name.lower())
    return plain in words("heads.yaml", "with_small_words")


def _of_its_kind(name: Name) -> Name:
    """The kind that a name's last word tells, where it was tagged as a body: a hall is a place, an act no body."""
    plain = re.sub(r"^the\s+", "", name.text.lower())
    label, _, chamber = plain.partition(" ")
    if label in words("heads.yaml", "partisan") and chamber in words("heads.yaml", "houses"):
        return replace(
            name, start=name.end - len(chamber), text=name.text[-len(chamber) :]
        )  # "the Republican Senate hopeful"
    if name.kind != "organization" and plain in words("heads.yaml", "known"):
        return replace(name, kind="organization")
    if name.kind != "organization" or state_of(name.text) or media_name(name.text):
        return name
    kind = _kinds_of_wholes().get(plain)
    if kind is None and " " in plain and plain not in words("heads.yaml", "bodies"):
        kind = _kinds_of_heads().get(plain.split()[-1])
    return replace(name, kind=kind) if kind else name


@cache
def _initials_of_bodies() -> frozenset[str]:
    return frozenset(word.upper() for word in words("heads.yaml", "initials"))


_HEADED: tuple[MentionKind, ...] = ("place", "agreement", "other")


@cache
def _kinds_of_heads() -> dict[str, MentionKind]:
    return {word: kind for kind in _HEADED for word in words("heads.yaml", kind)}


@cache
def _kinds_of_wholes() -> dict[str, MentionKind]:
    table = tree("heads.yaml")["whole"]
    return {word: kind for kind in _HEADED for word in table.get(kind, ())}
