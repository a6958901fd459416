"""Personal names and acronyms: parse, compare, say why.

`compatible` never joins two different given names, initials, generations ("Jr." and "Sr.") or genders: a doubtful
merge is worth less than two separate persons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz.distance import Levenshtein

from communique.lexicon.nouns import gender_cue
from communique.lexicon.spelling import name_key, plain_letters, skeleton, spelling_score, strict_key, syllables_key
from communique.lexicon.tables import given_names, rows, words
from communique.lexicon.titles import split_title
from communique.record import Reason

Gender = Literal["male", "female"]

_PARTY = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_NICKNAME = re.compile(r"[\"“‘']([^\"”’']{2,20})[\"”’']\s")
_ARTICLE = re.compile(r"^((?:[aeu][lsdnrtz]|ash|esh|adh)[-‑])(?=\w{3})", re.I)
_ROMANISED = re.compile(
    r"^(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh|ts|tz|sz|hs|hw|gw|kw|ss|kk|tt|pp|jj)?h?[aeiouyü]{1,4}(?:n|ng|r|k|l|m|p|t|h)?){1,3}$"
)


_HALF_ALONE = 0.75  # half of a hyphenated family name standing alone: enough within one article only
_LONG = 6  # letters of a key from which one letter more or less is a slip
_SYLLABLE_LETTERS = 7  # of a part of a Chinese or Korean given name, unless its spelling is pinyin's alone
_CONSONANTS = 3  # of a given name that other vowels may stand between
_VOWELS_APART = 0.45  # too little by itself: it needs one office beside it
_EQUAL = 0.95


_PINYIN = re.compile(r"(?:X[iu]|Zh[aeiou]|Q(?:i|u[aen]))[a-z]*$")  # what no other romanisation begins with


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name in parts. `titles` are the words before it, `gender` what they say; `text` is as written."""

    text: str
    given: str | None
    middle: tuple[str, ...]
    particles: tuple[str, ...]
    family: str
    suffix: str | None = None
    nickname: str | None = None
    titles: str = ""
    by_given_name: bool = False

    @property
    def full_family(self) -> str:
        """The family name with its particles: "bin Tarek", "Van Dorn"."""
        return " ".join((*self.particles, self.family)).replace("- ", "-")

    @property
    def bare(self) -> str:
        """The name without titles."""
        parts = (self.given, *self.middle, *self.particles, self.family, self.suffix)
        if self.given and _family_stands_first(self):
            parts = (*self.particles, self.family, self.given, *self.middle, self.suffix)
        return " ".join(p for p in parts if p).replace("- ", "-")

    @property
    def gender(self) -> Gender | None:
        """What title or given name say about gender; None where they say nothing or too little."""
        return gender_cue(self.titles) or (given_gender(self.given) if self.given else None)

    @property
    def key(self) -> str:
        """The blocking key: the family name whatever its romanisation."""
        return name_key(self.family)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How well two names agree (0 to 1) and why; `conflict` names what keeps them apart for good."""

    score: float
    reasons: tuple[Reason, ...] = ()
    conflict: str | None = None


@lru_cache(maxsize=65536)
def parse_name(text: str) -> PersonName | None:
    """`text` as a personal name, titles, party labels and trailing descriptions split off; None if no name is left.

    Family names that stand first (Chinese, Korean) are recognised by the form of the whole name.
    """
    cleaned = _PARTY.sub("", text.replace("\u00a0", " ").strip(' ,.;:"“”'))
    cleaned = re.sub(r"['’]s?$", "", cleaned)
    cleaned, suffix = _suffix(cleaned)
    cleaned = re.split(r",\s|\s(?:of|from|who)\s(?=[A-Z][a-z]+$)", cleaned)[0] if not suffix else cleaned
    titles, name = split_title(cleaned)
    nickname = _NICKNAME.search(name + " ")
    name = _NICKNAME.sub("", name + " ").strip()
    tokens = [t.strip(",") for t in name.split() if t.strip(",.")]
    if len(tokens) == 2 and tokens[0] == "M.":  # Monsieur, since nobody is named by one initial alone
        titles, tokens = f"{titles} M.".strip(), tokens[1:]
    if not tokens or tokens[0].startswith("@") or not any(t[:1].isupper() or "-" in t for t in tokens):
        return None
    royal = any(w in words("names.yaml", "by_given_name") for w in titles.lower().split())
    nick = nickname[1] if nickname else None
    whole = tokens if len(tokens) > 1 and _eastern(tokens) else _joined(tokens)  # "En-lai" has no Arabic article
    return _parsed(text, whole, suffix, nick, titles, royal)


def compatible(left: PersonName, right: PersonName) -> NameMatch:
    """How well two names agree, with reasons; 0 with `conflict` when they can not be one person.

    Full names with equal parts score 0.85 to 1, a family name alone against a full name 0.7 (0.55 across
    romanisations), a given name alone 0.4 (0.65 behind a royal title).
    """
    conflict = _conflict(left, right)
    if conflict:
        return NameMatch(0.0, (Reason(feature=conflict, score=0.0, left=left.text, right=right.text),), conflict)
    tail = _tail(left, right)
    if tail:
        return tail
    family, how = _family_score(left, right)
    if not family:
        return _romanised(left, right) or _misspelt(left, right) or _by_given_name(left, right)
    reasons = [Reason(feature=f"family name: {how}", score=family, left=left.full_family, right=right.full_family)]
    if not (left.given and right.given):
        alone = 0.95 if not (left.given or right.given) and family > 0.9 else 0.7
        if left.gender and right.gender and left.gender != right.gender:
            reasons.append(
                Reason(feature="gender of the given name differs", score=0.7, left=left.text, right=right.text)
            )
            alone *= 0.7
        return NameMatch(alone * family, tuple(reasons))
    given, how = _given_score(left, right)
    if not given:
        return _named_otherwise(left, right)
    reasons.append(Reason(feature=f"given name: {how}", score=given, left=left.given, right=right.given))
    if how == "other vowels" and family < 1:
        family = 1.0  # both parts romanised otherwise, as one house does: that is no further doubt ("Yousef Kadiri", "Yusuf Qadiri")
    return NameMatch(min(1.0, family * given if given < 1 else max(family, 0.9)), tuple(reasons))


@lru_cache(maxsize=65536)
def romanisation_key(name: PersonName) -> str | None:
    """What the romanisations of one Chinese or Korean name share, None for names whose family name does not stand first."""
    if not (name.given and _family_stands_first(name)):
        return None
    return f"{syllables_key(name.family)} {syllables_key(name.given)}"


def given_gender(name: str) -> Gender | None:
    """The sex that nineteen in twenty bearers of a given name have, None for all others ("Kim", "Andrea")."""
    first = name.replace("-", " ").split()
    return given_names().get(strict_key(first[0])) if first else None


def acronyms(name: str) -> frozenset[str]:
    """Acronyms that a name of several words may go by, small words in or out: "Bank of East Lindmark": BEL, BOEL."""
    tokens = [t for t in re.split(r"[\s/-]+", name.replace("’s", "").replace("'s", "")) if t[:1].isalpha()]
    if tokens and tokens[0].lower() == "the":
        tokens = tokens[1:]
    large = [t for t in tokens if t[0].isupper()]
    if len(large) < 2:
        return frozenset()
    found = {"".join(t[0] for t in large), "".join(t[0] for t in tokens).upper()}
    return frozenset(a for a in found if len(a) >= 2)


def acronym_of(short: str, name: str) -> bool:
    """Whether `short` ("E.L.B.", "ELB") is written as an acronym and can be the acronym of `name`."""
    letters = re.sub(r"^the\s+", "", short.strip(), flags=re.I).replace(".", "").replace(" ", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters in acronyms(name)


def same_given(left: str, right: str) -> tuple[float, str]:
    """How two given names agree: equal, other spelling, short form, initial; (0, "") if they are different names."""
    score, how = spelling_score(left, right)
    if score:
        return (1.0, how) if score > 0.9 else (0.9, how)
    a, b = strict_key(left), strict_key(right)
    if (len(a) == 1 or len(b) == 1) and a[:1] == b[:1]:
        return 0.85, "initial"
    if a in _short_forms().get(b, frozenset()) or b in _short_forms().get(a, frozenset()):
        return 0.95, "short form"
    if not _may_be_one_name(left, right):
        return 0.0, ""
    first, second = name_key(left), name_key(right)
    if min(len(first), len(second)) >= _LONG and Levenshtein.distance(first, second, score_cutoff=1) <= 1:
        return 0.85, "one letter apart"
    if len(skeleton(left)) >= _CONSONANTS and skeleton(left) == skeleton(right):
        return _VOWELS_APART, "other vowels"
    return 0.0, ""


def _may_be_one_name(left: str, right: str) -> bool:
    """Whether two spellings can be one given name: not of two sexes, and no two common names by their consonants.

    Martin is not Marvin and Marta not Mart, whatever one letter is worth; Yusuf and Yousef can be one.
    """
    genders = given_gender(left), given_gender(right)
    if all(genders) and genders[0] != genders[1]:
        return False
    a, b = strict_key(left), strict_key(right)
    if a.endswith("a") != b.endswith("a"):
        return False
    return not (a in given_names() and b in given_names()) or skeleton(left) == skeleton(right)


def _suffix(text: str) -> tuple[str, str | None]:
    match = re.search(r",?\s+([A-Za-z.]{2,5})$", text)
    if match and strict_key(match[1]) in words("names.yaml", "suffixes") and len(text.split()) > 1:
        return text[: match.start()], match[1]
    match = re.search(r",?\s+((?:Jr|Sr)\.?|I{2,3}),", text)
    return (text[: match.start()], match[1]) if match else (text, None)


def _joined(tokens: list[str]) -> list[str]:
    """Names of two words as one token ("Abdel Fattah"), a hyphened article as one of its own ("el-Nur")."""
    out: list[str] = []
    for token in (part for t in tokens for part in _ARTICLE.sub(r"\1 ", t).split()):
        if (
            out
            and plain_letters(out[-1]) in words("names.yaml", "joiners")
            and plain_letters(token) not in ("el", "al")
        ):
            out[-1] = f"{out[-1]} {token}"
        else:
            out.append(token)
    return out


def _parsed(
    text: str, tokens: list[str], suffix: str | None, nickname: str | None, titles: str, royal: bool
) -> PersonName:
    if len(tokens) > 1 and _eastern(tokens):
        return PersonName(text, " ".join(tokens[1:]), (), (), tokens[0], suffix, nickname, titles, royal)
    family_at = len(tokens) - 1
    particle_at = family_at
    while particle_at > 0 and _is_particle(tokens[particle_at - 1], first=particle_at == 1, count=len(tokens)):
        particle_at -= 1
    particles = tuple(tokens[particle_at:family_at])
    before = tokens[:particle_at]
    given = before[0] if before else None
    return PersonName(text, given, tuple(before[1:]), particles, tokens[family_at], suffix, nickname, titles, royal)


def _is_particle(token: str, *, first: bool, count: int) -> bool:
    """Particles in any place, but "Al", "Ben" or "Van" with a capital in first place of two is a given name."""
    plain = plain_letters(token)
    if token.endswith("-"):
        return True
    if plain not in words("names.yaml", "particles") or (len(plain) == 1 and token.isupper()):
        return False
    return not (first and count >= 2 and token[0].isupper() and plain in ("al", "ben", "van", "saint", "e", "y", "do"))


def _eastern(tokens: list[str]) -> bool:
    """A Chinese or Korean name with the family name first: known family name, then one or two romanised syllables."""
    if strict_key(tokens[0]) not in words("names.yaml", "family_first") or len(tokens) > 3:
        return False
    rest = [re.sub("['’ʻ]", "", part) for token in tokens[1:] for part in token.split("-")]
    if any(strict_key(t) in given_names() and strict_key(t) not in words("names.yaml", "family_first") for t in rest):
        return "-" in tokens[1] or bool(_PINYIN.match(tokens[1]))
    return len(rest) <= 3 and all(_is_short(p) and _ROMANISED.match(plain_letters(p)) for p in rest)


def _is_short(part: str) -> bool:
    return len(part) <= _SYLLABLE_LETTERS or bool(_PINYIN.match(part))


def _family_stands_first(name: PersonName) -> bool:
    first = plain_letters(name.text.removeprefix(name.titles)).strip().split()
    return bool(first) and first[0] == plain_letters(name.family)


def _conflict(left: PersonName, right: PersonName) -> str | None:
    """What two names say that one person can not have."""
    if left.suffix and right.suffix and strict_key(left.suffix) != strict_key(right.suffix):
        return "different suffix"
    genders = {g for g in (gender_cue(left.titles), gender_cue(right.titles)) if g}
    if len(genders) == 2:
        return "different gender"
    if left.given and right.given and left.middle and right.middle and len(left.middle) == len(right.middle):
        a, b = strict_key(left.middle[0]), strict_key(right.middle[0])
        if a[:1] != b[:1] or (len(a) > 1 and len(b) > 1 and not same_given(a, b)[0]):
            return "different middle name"
    elif (
        left.middle and right.middle and {len(left.middle), len(right.middle)} == {1, 2} and _all_initials(left, right)
    ):
        return "different middle initials"
    return None


def _all_initials(*names: PersonName) -> bool:
    return all(len(strict_key(m)) == 1 for name in names for m in name.middle)


def _romanised(left: PersonName, right: PersonName) -> NameMatch | None:
    """Two whole names with the family name first that romanise one Chinese or Korean name: "Deng Liwen", "Teng Li-wen"."""
    key = romanisation_key(left)
    if key is None or key != romanisation_key(right):
        return None
    reason = Reason(feature="another romanisation of the whole name", score=0.8, left=left.text, right=right.text)
    return NameMatch(0.8, (reason,))


def _misspelt(left: PersonName, right: PersonName) -> NameMatch | None:
    """One given name and long family names a letter apart: "Nikita Khrushov", "Nikita Khruschov"."""
    a, b = name_key(left.full_family), name_key(right.full_family)
    if not (left.given and right.given) or a[:1] != b[:1] or min(len(a), len(b)) < _LONG:
        return None
    if a.endswith("a") != b.endswith("a"):
        return None
    if same_given(left.given, right.given)[0] < _EQUAL or Levenshtein.distance(a, b, score_cutoff=1) > 1:
        return None
    reason = Reason(feature="family name: one letter apart", score=0.75, left=left.full_family, right=right.full_family)
    return NameMatch(0.75, (reason,))


def _tail(left: PersonName, right: PersonName) -> NameMatch | None:
    """Two or more words that end the other's whole name: a double family name ("Rivas Sole") or a name left out."""
    a, b = _tokens(left), _tokens(right)
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if 2 <= len(short) < len(long) and long[-len(short) :] == short:
        reason = Reason(feature="end of the whole name", score=0.9, left=left.text, right=right.text)
        return NameMatch(0.9, (reason,))
    return None


def _family_score(left: PersonName, right: PersonName) -> tuple[float, str]:
    """Family names agree as written, across romanisations, or one is the end of the other's whole name."""
    score, how = spelling_score(left.family, right.family)
    if score:
        return score, how
    if (left.particles or right.particles) and strict_key(left.full_family) == strict_key(right.full_family):
        return 0.95, "written together"
    a, b = _tokens(left), _tokens(right)
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) < len(long) and len(short[0]) > 1 and _two_family_names(long) and _inside_family(short, long):
        return 0.9, "part of a double family name"
    parts = [part for name in (left, right) for part in name.family.split("-")]
    if len(parts) == 3:
        halves = left.family.split("-") if "-" in left.family else right.family.split("-")
        whole = right.family if "-" in left.family else left.family
        if any(spelling_score(half, whole)[0] >= 0.98 for half in halves):
            full = bool(left.given and right.given)
            return 0.9 if full else _HALF_ALONE, "part of a double family name"
    return 0.0, ""


def _inside_family(short: Sequence[str], long: Sequence[str]) -> bool:
    """`short` is a family name alone that is the first of two, or has the given name and the first of two."""
    if len(short) == 1:
        return short[0] == long[-2]
    return short == long[-len(short) :] or (short[0] == long[0] and short[-1] == long[-2])


def _two_family_names(long: Sequence[str]) -> bool:
    """Names in the Spanish manner: three or more words whose last two are no initials and no given names."""
    return len(long) >= 3 and len(long[-2]) > 2 and long[-2] not in given_names()


def _tokens(name: PersonName) -> tuple[str, ...]:
    parts = (name.given, *name.middle, *name.particles, name.family)
    return tuple(strict_key(t) for t in parts if t and not t.endswith("-"))


def _given_score(left: PersonName, right: PersonName) -> tuple[float, str]:
    """The best agreement of given names, nicknames and a middle name that is used as given name."""
    lefts = [n for n in (left.given, left.nickname) if n]
    rights = [n for n in (right.given, right.nickname) if n]
    best = max(same_given(a, b) for a in lefts for b in rights)
    if best[0] > _VOWELS_APART:
        return best
    eastern = _family_stands_first(left) and _family_stands_first(right)
    if eastern and syllables_key(left.given or "") == syllables_key(right.given or ""):
        return 0.85, "another romanisation"
    if best[0] and not eastern:  # Li Ping is not Li Peng
        return best
    for one, other in ((left, right), (right, left)):
        if len(strict_key(one.given or "")) == 1 and one.middle and same_given(one.middle[0], other.given or "")[0]:
            return 0.9, "middle name used as given name"
    return 0.0, ""


def _named_otherwise(left: PersonName, right: PersonName) -> NameMatch:
    feature = "different given name"
    return NameMatch(0.0, (Reason(feature=feature, score=0.0, left=left.text, right=right.text),), feature)


def _by_given_name(left: PersonName, right: PersonName) -> NameMatch:
    """A lone name that is the other's given name: weak, unless a royal or clerical title makes it the usual form."""
    for one, other in ((left, right), (right, left)):
        if one.given is None and other.given:
            score, how = spelling_score(one.family, other.given)
            if score:
                strength = 0.65 if one.by_given_name and other.by_given_name else 0.4
                reason = Reason(feature=f"given name alone: {how}", score=strength, left=one.text, right=other.text)
                return NameMatch(strength, (reason,))
    if left.given and right.given:
        feature = "different family name"
        return NameMatch(0.0, (Reason(feature=feature, score=0.0, left=left.text, right=right.text),), feature)
    return NameMatch(0.0)


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    return {full: frozenset(names.split()) for full, names in rows("nicknames.tsv")}
