"""What is talked about.

Issues that the user declares, a default set, and those that the reports themselves bring up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from communique.compare.clauses.align import Aligner
from communique.compare.clauses.story import Clause, Story
from communique.compare.clauses.words import (
    Token,
    likeness,
    rarity,
    read_yaml,
    ties,
    tokens,
)
from communique.compare.stands.discovered import discovered
from communique.errors import UsageError

DECLARED, _FOUND, _STANDARD = range(3)  # ranks
_LIKE = 0.65  # a word of like meaning shows an issue that the user named; his words are few
_SAME = 1.0  # the other issues have words enough, and a sense or a root in common leads astray: bill and levy, offence and offensive
_LEAST = 0.25
_CHOSEN = 0.3  # what a word of the standard set is worth, however common it is
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
        self._least = [_SAME if issue.rank else _LIKE for issue in issues]
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
    taken = {word for issue in own for word in issue.lemmas}
    found = [Issue(name, tuple((w,) for w in words), _FOUND) for name, words in discovered(story, aligner, taken)]
    return (*own, *found, *_standard())


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
    least = _SAME if issue.rank else _LIKE
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
