"""Issues that the reports of a story bring up themselves: nouns that several people are for or against, named by their noun phrase."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from communique.compare.clauses.align import Aligner
from communique.compare.clauses.story import Story
from communique.compare.clauses.words import Token, concept_keys, groups_of, lemma, rarity, read_yaml, tokens
from communique.compare.stands.leanings import at_stake
from communique.lexicon.tables import words as table_words

_MOST = 8
_LEAST_REPORTS = 2
_DECIDED = 2  # places where a bill or a visit must be what somebody wants, fights, does or undoes
_LEAST_RARITY = 0.35  # a noun that is commoner names no issue: question, group, people
_TURN = 21  # days between two reports in which the stand of one person may have changed
_PHRASE = 1.5  # what two words are worth beside one
_NO_TOPICS = ("unnamed", "male", "female", "organization", "document", "media", "quantities")
_NO_MODIFIER = ("ing", "ed", "ly", "'s", "’s", "s'", "s’")
_PEOPLE = ("ist", "ian")
_OPENERS = frozenset("the a an its his her our their this that of on over for no any".split())
_SENSE = re.compile(r"([nva])[0-9a-f]{3,4}")


@dataclass(slots=True)
class _Noun:
    """What a story says of one noun: in which reports, by whom, where it is at stake, and in which phrases."""

    lemma: str
    reports: set[int] = field(default_factory=set)
    speakers: set[tuple[str, ...]] = field(default_factory=set)
    staked: set[tuple[int, tuple[str, ...]]] = field(default_factory=set)
    phrases: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    count: int = 0

    @property
    def talked_of(self) -> bool:
        """Whether two people speak of it, each for himself: one man's phrase, told by many reports, is no issue between parties."""
        return any(set(one).isdisjoint(other) for one in self.speakers for other in self.speakers)

    def over_time(self, story: Story) -> bool:
        """Whether it is at stake in two reports with weeks between them, in which one person may have turned."""
        days = [day for n in {n for n, _ in self.staked} if (day := story.reports[n].published)]
        return any(one.gap(other) > _TURN for one in days for other in days)


def discovered(story: Story, aligner: Aligner, taken: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Name and lemmas of each issue found, the weightiest first; `taken` are lemmas that name issues already."""
    nouns, people = _nouns(story)
    known = frozenset(taken)
    found = [
        noun
        for noun in nouns.values()
        if len(noun.reports) >= _LEAST_REPORTS
        and noun.lemma not in known
        and (noun.talked_of or noun.over_time(story))
        and _topical(noun)
    ]
    found.sort(key=lambda n: (-len(n.reports) * n.count * aligner.weight(n.lemma), n.lemma))
    return [_named(group, people) for group in _merged(found[:_MOST])]


def _nouns(story: Story) -> tuple[Mapping[str, _Noun], set[str]]:
    """The nouns of a story that may name an issue, and the words of names, which do not."""
    named = {part for a in story.linkage.actors for name in a.names for part in (lemma(x.text) for x in tokens(name))}
    people = named - set(read_yaml("issues.yaml")["decided"])
    nouns: dict[str, _Noun] = {}
    for clause in story.clauses:
        for i, word in enumerate(clause.words):
            if word.lemma in people or not _noun_like(clause.words, i):
                continue
            noun = nouns.setdefault(word.lemma, _Noun(word.lemma))
            noun.reports.add(clause.report.index)
            noun.count += 2 if clause.statement or not clause.tone.actual else 1
            noun.phrases[_phrase(clause.words, i, people)].add(clause.report.index)
            if clause.speakers:
                noun.speakers.add(clause.speakers)
            if at_stake(clause.words, i):
                noun.staked.add((clause.report.index, clause.speakers))
    return nouns, people


def _merged(ranked: Sequence[_Noun]) -> list[list[_Noun]]:
    """Nouns that name one thing ("deal", "agreement") together, under the one that stands highest."""
    found: list[list[_Noun]] = []
    for noun in ranked:
        same = next((known for known in found if groups_of(known[0].lemma) & groups_of(noun.lemma)), None)
        if same is None:
            found.append([noun])
        else:
            same.append(noun)
    return found


def _named(nouns: Sequence[_Noun], people: set[str]) -> tuple[str, list[str]]:
    """The phrase in which most reports have the first noun, and the lemmas; a word before it counts if two reports have it."""
    counted = {p: len(r) for p, r in nouns[0].phrases.items() if len(r) >= _LEAST_REPORTS or " " not in p}
    weight = {p: n * (_PHRASE if " " in p else 1.0) for p, n in counted.items()}
    name = min(weight, key=lambda p: (-weight[p], p)) if weight else nouns[0].lemma
    before = [lemma(p) for p in name.split()[:-1] if lemma(p) not in people]
    return name, list(dict.fromkeys([*(n.lemma for n in nouns), *before]))


def _topical(noun: _Noun) -> bool:
    """Whether a noun can name an issue: what somebody is for or against, does or undoes.

    It is neither common nor people, a body, a document or a quantity; what is decided ("bill", "visit") must be at stake more than once.
    """
    told = read_yaml("issues.yaml")
    if noun.lemma in told["decided"]:
        return len(noun.staked) >= _DECIDED
    if not noun.staked or rarity(noun.lemma) < _LEAST_RARITY or noun.lemma in told["no_issues"]:
        return False
    return not (
        noun.lemma.endswith(_PEOPLE) or any(noun.lemma in table_words("nouns.yaml", table) for table in _NO_TOPICS)
    )


def _noun_like(words: Sequence[Token], at: int) -> bool:
    """A content word in lower case at the end of its phrase, after an article, an adjective or what somebody does to it."""
    word = words[at]
    if word.small or word.capital or not word.text[0].isalpha() or len(word.lemma) < 3:
        return False
    before = words[at - 1].text.lower() if at else ""
    if word.text.endswith(("ed", "ing", "ly")) or before == "to" or _never_noun(word.lemma):
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    if following is not None and (
        following.text.lower() in ("one", "ones") or not (following.small or following.capital)
    ):
        return False  # "a fragile one" is no noun
    return _opened(words, at, before) and not groups_of(word.lemma) & {"=official", "=say"}


def _opened(words: Sequence[Token], at: int, before: str) -> bool:
    """Whether a noun phrase begins right before a word or a word earlier, or a verb governs it."""
    if before in _OPENERS or at_stake(words[max(0, at - 2) : at + 1], min(at, 2)):
        return True
    between = words[at - 1] if at > 1 else None
    if between is None or between.small or between.capital or before.endswith(("'s", "’s")):
        return False
    return words[at - 2].text.lower() in _OPENERS


def _phrase(words: Sequence[Token], at: int, people: set[str]) -> str:
    """A noun with the word before it that tells which: "tax cuts", but neither "the country's cuts" nor "a stupid cut"."""
    before, noun = words[at - 1] if at else None, words[at].text.lower()
    if before is None or before.small or before.capital or before.lemma in people or not before.text[0].isalpha():
        return noun
    if before.text.lower().endswith(_NO_MODIFIER) or before.lemma in read_yaml("issues.yaml")["judging"]:
        return noun
    if before.text.endswith("s") and _never_noun(before.lemma):
        return noun
    return f"{before.text.lower()} {noun}"


@cache
def _never_noun(word: str) -> bool:
    """Whether the table of senses knows a word, and as no noun ("clarify")."""
    kinds = {m[1] for key in concept_keys(word) if key != word and (m := _SENSE.fullmatch(key))}
    return bool(kinds) and "n" not in kinds
