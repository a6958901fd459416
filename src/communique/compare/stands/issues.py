"""What is talked about.

Issues that the user declares, a default set, and those that the reports themselves bring up.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from communique.compare.clauses.align import Aligner
from communique.compare.clauses.story import Clause, Story
from communique.compare.clauses.words import (
    Token,
    concept_keys,
    groups_of,
    lemma,
    likeness,
    rarity,
    read_yaml,
    ties,
    tokens,
)
from communique.compare.stands.leanings import at_stake
from communique.errors import UsageError
from communique.lexicon.tables import words as table_words

DECLARED, _FOUND, _STANDARD = range(3)  # ranks
_DISCOVERED = 8
_LEAST_REPORTS = 2
_DECIDED = 2  # places where a bill or a visit must be what somebody wants, fights, does or undoes
_LIKE = 0.65  # a word of like meaning shows an issue that the user named; his words are few
_SAME_ROOT = (
    1.0  # the other issues have words enough, and a sense in common leads astray: bill and levy, police and patrol
)
_LEAST = 0.25
_CHOSEN = 0.3  # what a word of the standard set is worth, however common it is
_LEAST_RARITY = 0.35  # a noun that is commoner names no issue: question, group, people
_NEARLY = 0.8  # words that name two issues this much alike are about both


@dataclass(frozen=True, slots=True)
class Issue:
    """A name and the words, as lemmas, that show that a clause is about it.

    `rank` orders ties: declared issues go first. On one that is not `sided` nobody is for or against the whole ("courts and justice").
    """

    name: str
    words: tuple[tuple[str, ...], ...]
    rank: int
    sided: bool = True

    @property
    def lemmas(self) -> frozenset[str]:
        """Every word that its phrases are made of."""
        return frozenset(word for phrase in self.words for word in phrase)


class _Signs:
    """What words tell of several issues, looked up by what makes words alike."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self._least = [_SAME_ROOT if issue.rank else _LIKE for issue in issues]
        self._chosen = [_CHOSEN if issue.rank == _STANDARD else 0.0 for issue in issues]
        self._phrases = [
            (n, f" {' '.join(phrase)} ") for n, issue in enumerate(issues) for phrase in issue.words if len(phrase) > 1
        ]
        self._by_key: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for n, issue in enumerate(issues):
            singles = [phrase[0] for phrase in issue.words if len(phrase) == 1]
            for place, word in enumerate(singles):
                for key in ties(word):
                    self._by_key[key].append((n, place, word))
        self._of = lru_cache(maxsize=8192)(self._look)

    def told(self, lemmas: Sequence[str]) -> dict[int, float]:
        """How much the lemmas say of each issue (its number): rare words count more, one of like meaning counts too."""
        joined = f" {' '.join(lemmas)} "
        phrases: dict[int, float] = defaultdict(float)
        for n, phrase in self._phrases:
            if phrase in joined:
                phrases[n] += 2.0
        best: dict[int, dict[str, float]] = defaultdict(dict)
        for lemma_ in lemmas:
            for n, word, value in self._of(lemma_):
                best[n][word] = max(value, best[n].get(word, 0.0))
        return {n: phrases.get(n, 0.0) + sum(best[n].values()) for n in phrases.keys() | best.keys()}

    def _look(self, word: str) -> tuple[tuple[int, str, float], ...]:
        """The words that a lemma stands for, with their issue, and what each is worth."""
        found = sorted({sign for key in ties(word) & self._by_key.keys() for sign in self._by_key[key]})
        return tuple(
            (n, w, like * max(rarity(w), self._chosen[n]))
            for n, _, w in found
            if (like := likeness(w, word)) >= self._least[n]
        )


@lru_cache(maxsize=8)
def _signs(issues: tuple[Issue, ...]) -> _Signs:
    return _Signs(issues)


def issues_of(story: Story, aligner: Aligner, declared: Path | None) -> tuple[Issue, ...]:
    """Issues in order of precedence: the user's, those discovered in this story, the default set."""
    own = _parsed(_user_file(declared), DECLARED) if declared else ()
    return (*own, *_discovered(story, aligner, own), *_standard())


def check_issues(declared: Path | None) -> None:
    """UsageError when the user's file of issues cannot be used: to be asked before anything is read."""
    if declared:
        _parsed(_user_file(declared), DECLARED)


def issue_of(clauses: Iterable[Clause], issues: Sequence[Issue]) -> Issue | None:
    """The issue that the clauses are about: a declared one if it is named at all, else the one named most."""
    found = issues_told(clauses, issues)
    return found[0] if found else None


def issues_told(clauses: Iterable[Clause], issues: Sequence[Issue]) -> list[Issue]:
    """The issue that the clauses are about and, behind it, another of its rank that they name nearly as much."""
    lemmas = list(
        dict.fromkeys(w.lemma for c in clauses for w in c.words if not w.small and w.text.lower() != "according")
    )
    said = _signs(tuple(issues)).told(lemmas)
    told = [(-i.rank, round(said.get(n, 0.0), 3), -n, i) for n, i in enumerate(issues)]
    ranked = sorted((t for t in told if t[1] >= _LEAST), key=lambda t: t[:3], reverse=True)
    close = [t for t in ranked[1:2] if t[0] == ranked[0][0] and t[1] >= _NEARLY * ranked[0][1]]
    return [t[3] for t in (*ranked[:1], *close)]


def named_in(words: Sequence[Token], issue: Issue) -> Iterator[tuple[int, Token]]:
    """The words of a clause by which an issue is named, each with its place; of a phrase its last word."""
    least = _SAME_ROOT if issue.rank else _LIKE
    singles = [phrase[0] for phrase in issue.words if len(phrase) == 1]
    phrases = [phrase for phrase in issue.words if len(phrase) > 1]
    lemmas = [(n, w) for n, w in enumerate(words) if not w.small]
    for at, (n, word) in enumerate(lemmas):
        behind = tuple(w.lemma for _, w in lemmas[: at + 1])
        if any(likeness(word.lemma, single) >= least for single in singles) or any(
            behind[-len(phrase) :] == phrase for phrase in phrases
        ):
            yield n, word


@cache
def _standard() -> tuple[Issue, ...]:
    return _parsed(read_yaml("issues.yaml"), _STANDARD)


def _user_file(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(
            f"the issues file {path} cannot be read ({error}); give a YAML file with `issues: [{{name, words}}]`"
        ) from error
    if not isinstance(raw, dict) or not isinstance(raw.get("issues"), list):
        raise UsageError(f"the issues file {path} has no list `issues`; write `issues: [{{name: ..., words: [...]}}]`")
    return raw


def _parsed(raw: dict[str, Any], rank: int) -> tuple[Issue, ...]:
    out = []
    for item in raw["issues"]:
        if not isinstance(item, dict) or not item.get("name"):
            raise UsageError(f"an issue without a name: {item!r}; write `name:` and `words:`")
        words = item.get("words") or [item["name"]]
        phrases = tuple(dict.fromkeys(_phrase_of(str(phrase)) for phrase in words))
        out.append(Issue(str(item["name"]), phrases, rank, rank == DECLARED or bool(item.get("sided"))))
    return tuple(out)


def _phrase_of(words: str) -> tuple[str, ...]:
    """The lemmas of a phrase as they are looked for: without small words, unless it has no others."""
    found = list(tokens(words))
    return tuple(t.lemma for t in found if not t.small) or tuple(t.lemma for t in found)


def _discovered(story: Story, aligner: Aligner, declared: Sequence[Issue]) -> tuple[Issue, ...]:
    """Nouns that statements of several reports turn on, named by the words that usually stand before them."""
    reports: dict[str, set[int]] = defaultdict(set)
    said: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    staked: dict[str, set[tuple[int, tuple[str, ...]]]] = defaultdict(set)
    count: Counter[str] = Counter()
    names: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    named = {part for a in story.linkage.actors for name in a.names for part in (lemma(x.text) for x in tokens(name))}
    people = named - set(read_yaml("issues.yaml")["decided"])
    for clause in story.clauses:
        weight = 2 if clause.statement or not clause.tone.actual else 1
        for i, word in enumerate(clause.words):
            if _noun_like(clause.words, i) and word.lemma not in people:
                reports[word.lemma].add(clause.report.index)
                if clause.speakers:
                    said[word.lemma].add(clause.speakers)
                count[word.lemma] += weight
                names[word.lemma][_phrase(clause.words, i, people)].add(clause.report.index)
                if at_stake(clause.words, i):
                    staked[word.lemma].add((clause.report.index, clause.speakers))
    taken = {w for issue in declared for phrase in issue.words for w in phrase}
    ranked = sorted(
        (
            w
            for w in reports
            if len(reports[w]) >= _LEAST_REPORTS
            and w not in taken
            and _talked_of(said[w])
            and _topical(w, len(staked[w]))
        ),
        key=lambda w: (-len(reports[w]) * count[w] * aligner.weight(w), w),
    )
    return tuple(_named(words, names, people) for words in _merged(ranked[:_DISCOVERED]))


def _merged(ranked: Sequence[str]) -> list[list[str]]:
    """Nouns that name one thing ("deal", "agreement") together, under the one that stands highest."""
    found: list[list[str]] = []
    for word in ranked:
        same = next((known for known in found if groups_of(known[0]) & groups_of(word)), None)
        if same is None:
            found.append([word])
        else:
            same.append(word)
    return found


def _talked_of(speakers: Collection[tuple[str, ...]]) -> bool:
    """Whether two people speak of it, each for himself: one man's phrase, told by many reports, is no issue between parties."""
    return any(set(one).isdisjoint(other) for one in speakers for other in speakers)


def _named(nouns: Sequence[str], phrases: Mapping[str, Mapping[str, Collection[int]]], people: set[str]) -> Issue:
    """An issue named by the phrase in which most reports have its first noun; a word before it counts if two reports have it."""
    counted = {p: len(r) for p, r in phrases[nouns[0]].items() if len(r) >= _LEAST_REPORTS or " " not in p}
    name = min(counted.items(), key=lambda x: (-x[1] * (1.5 if " " in x[0] else 1.0), x[0]))[0] if counted else nouns[0]
    before = [lemma(p) for p in name.split()[:-1] if lemma(p) not in people]
    return Issue(name, tuple((w,) for w in dict.fromkeys([*nouns, *before])), _FOUND)


def _topical(noun: str, staked: int) -> bool:
    """Whether a noun can name an issue: what somebody is for or against, does or undoes (`staked` counts where).

    It is neither common nor people, a body, a document or a quantity; what is decided ("bill", "visit") must be at stake more than once.
    """
    told = read_yaml("issues.yaml")
    if noun in told["decided"]:
        return staked >= _DECIDED
    if not staked or rarity(noun) < _LEAST_RARITY or noun in told["no_issues"]:
        return False
    return not (noun.endswith(_PEOPLE) or any(noun in table_words("nouns.yaml", table) for table in _NO_TOPICS))


def _noun_like(words: Sequence[Token], at: int) -> bool:
    """A content word in lower case at the end of its phrase, after an article, an adjective or another noun."""
    word = words[at]
    if (
        word.small
        or word.capital
        or not word.text[0].isalpha()
        or len(word.lemma) < 3
        or word.text.endswith(("ed", "ing", "ly"))
    ):
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    ends = following is None or following.small or following.capital
    if following is not None and following.text.lower() in ("one", "ones"):
        return False  # "a fragile one" is no noun
    before = words[at - 1].text.lower() if at else ""
    if before == "to" or _never_noun(word.lemma):
        return False
    opens = before in _OPENERS or (
        at > 1
        and not (words[at - 1].small or words[at - 1].capital or before.endswith(("'s", "’s")))
        and words[at - 2].text.lower() in _OPENERS
    )
    opens = opens or at_stake(words[max(0, at - 2) : at + 1], min(at, 2))
    return ends and opens and not groups_of(word.lemma) & {"=official", "=say"}


_SENSE = re.compile(r"([nva])[0-9a-f]{3,4}")


@cache
def _never_noun(word: str) -> bool:
    """Whether the table of senses knows a word, and as no noun ("clarify")."""
    kinds = {m[1] for key in concept_keys(word) if key != word and (m := _SENSE.fullmatch(key))}
    return bool(kinds) and "n" not in kinds


_NO_MODIFIER = ("ing", "ed", "ly", "'s", "’s", "s'", "s’")
_PEOPLE = ("ist", "ian")
_NO_TOPICS = ("unnamed", "male", "female", "organization", "document", "media", "quantities")
_OPENERS = frozenset("the a an its his her their our this that of on over for no any".split())


def _phrase(words: Sequence[Token], at: int, people: set[str]) -> str:
    """A noun with the word before it that tells which: "tax cuts", but neither "the country's cuts" nor "allowing cuts"."""
    before = words[at - 1] if at else None
    if before is None or before.small or before.capital or before.lemma in people or not before.text[0].isalpha():
        return words[at].text.lower()
    if before.text.lower().endswith(_NO_MODIFIER) or before.lemma in read_yaml("issues.yaml")["judging"]:
        return words[at].text.lower()
    if before.text.endswith("s") and _never_noun(before.lemma):
        return words[at].text.lower()
    return f"{before.text.lower()} {words[at].text.lower()}"
