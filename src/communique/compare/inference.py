"""Which sentences of a story are laid before the cross-encoder, and what it says of them.

"Natural language inference" (Dagan, Glickman and Magnini 2006; on contradiction de Marneffe, Rafferty and Manning 2008): can both
sentences be true of one event? The model (`encoder/sentence_pairs.py`) sees contradictions that share no word; whether two
sentences speak of one event it sees less well. So words propose (two pairs a sentence, the nearest of the story first), the model
judges, and features that other detectors use, too, decide (`conflicts_told.py`, `questions.py`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from communique.compare.align import Aligner, Pairing
from communique.compare.questions import scaled
from communique.compare.sentences import Span
from communique.compare.story import Clause, Story
from communique.compare.voices import one_wave, other_voice
from communique.encoder.sentence_pairs import Judged

_PAIRS_A_SENTENCE = 2
_LONGEST_POSTING = 60  # a word in more sentences than this proposes nobody
_LONGEST = 420  # characters of a sentence that are laid before the model

Judge = Callable[[str, str], Judged]
Key = tuple[int, Span]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two sentences that may speak of one thing, by the clauses that are nearest to each other.

    `nearness` is what their words have in common (0 to 2); `closest` counts the sides to which no other sentence of that report is nearer.
    """

    left: Clause
    right: Clause
    nearness: float
    closest: int


class Inference:
    """The sentences of one story, and the model's word on any two of them, asked once."""

    def __init__(self, story: Story, aligner: Aligner, pairings: Sequence[Pairing], judge: Judge) -> None:
        self._story, self._aligner, self._judge = story, aligner, judge
        self._pairings = pairings
        self._judged: dict[tuple[Key, Key], Judged] = {}

    def judged(self, left: Clause, right: Clause) -> Judged:
        """What the model says of the sentences of two clauses."""
        first, second = sorted((left, right), key=lambda c: c.number)
        key = ((first.report.index, first.sentence), (second.report.index, second.sentence))
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = self._judge(_sentence(first), _sentence(second))
        return found

    def against(self, left: Clause, right: Clause) -> float:
        """How sure the model is that the sentences of two clauses cannot both be true, as a feature."""
        return scaled(self.judged(left, right).against)

    def of_clauses(self, left: Clause, right: Clause) -> Judged:
        """What the model says of the two clauses by themselves."""
        first, second = sorted((left, right), key=lambda c: c.number)
        return self._judge(first.text, second.text)

    def outcome(self, line: Clause, later: Clause) -> tuple[float, ...]:
        """How likely the sentence of `later` tells that the line was kept, broken, ..., or nothing of it (`FATES`)."""
        return self._judge(_sentence(line), _sentence(later)).fates

    def neighbours(self) -> list[Neighbours]:
        """Pairs of sentences worth the model's time, the nearest first: at most two a sentence on average."""
        sentences = {(r.index, s): clauses for r in self._story.reports for s, clauses in r.by_sentence.items()}
        near = self._near(sentences)
        best: dict[tuple[Key, int], float] = defaultdict(float)
        for (one, other), value in near.items():
            best[one, other[0]] = max(best[one, other[0]], value)
            best[other, one[0]] = max(best[other, one[0]], value)
        ordered = sorted(near.items(), key=lambda x: (-x[1], x[0]))[: _PAIRS_A_SENTENCE * len(sentences)]
        chosen = self._best_clauses()
        found = []
        for (one, other), value in ordered:
            left, right = chosen.get((one, other)) or (sentences[one][0], sentences[other][0])
            closest = (value >= best[one, other[0]]) + (value >= best[other, one[0]])
            found.append(Neighbours(left, right, value, closest))
        return found

    def _near(self, sentences: dict[Key, list[Clause]]) -> dict[tuple[Key, Key], float]:
        """How near two sentences of two voices are: the share of words that both have, and the likeness of their closest clauses."""
        words = {
            k: list(dict.fromkeys(w.lemma for c in clauses for w in c.content)) for k, clauses in sentences.items()
        }
        size = {k: math.fsum(self._aligner.weight(w) for w in lemmas) for k, lemmas in words.items()}
        alike: dict[tuple[Key, Key], float] = {}
        for pairing in self._pairings:
            pair = _pair(pairing.left, pairing.right)
            alike[pair] = max(alike.get(pair, 0.0), pairing.score)
        shared: dict[tuple[Key, Key], float] = defaultdict(float)
        for lemma, places in _postings(words).items():
            told = self._aligner.weight(lemma)
            for i, one in enumerate(places):
                for other in places[i + 1 :]:
                    shared[one, other] += told
        out = {}
        for one, other in sorted({*shared, *alike}):
            if self._may_differ(sentences[one], sentences[other]):
                both = math.sqrt(size[one] * size[other])
                out[one, other] = (shared[one, other] / both if both else 0.0) + alike.get((one, other), 0.0)
        return out

    def _may_differ(self, left: list[Clause], right: list[Clause]) -> bool:
        """Whether two sentences may contradict each other: reports of the same days, or two voices of one report."""
        if left[0].report is right[0].report:
            return any(other_voice(a, b) for a in left for b in right)
        return one_wave(left[0], right[0])

    def _best_clauses(self) -> dict[tuple[Key, Key], tuple[Clause, Clause]]:
        """Of two sentences the clauses that were aligned best."""
        found: dict[tuple[Key, Key], tuple[Clause, Clause]] = {}
        for pairing in self._pairings:  # the best first
            first, second = sorted((pairing.left, pairing.right), key=lambda c: c.number)
            found.setdefault(_pair(first, second), (first, second))
        return found


def _pair(left: Clause, right: Clause) -> tuple[Key, Key]:
    first, second = sorted(((left.report.index, left.sentence), (right.report.index, right.sentence)))
    return first, second


def _postings(words: dict[Key, list[str]]) -> dict[str, list[Key]]:
    """In which sentences each lemma stands, sentences in order; lemmas of very many are left out."""
    found: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(words):
        for lemma in words[key]:
            found[lemma].append(key)
    return {lemma: places for lemma, places in found.items() if 1 < len(places) <= _LONGEST_POSTING}


def _sentence(clause: Clause) -> str:
    """The sentence of a clause, blanks evened, cut where it is very long."""
    start, end = clause.sentence
    return " ".join(clause.report.text[start:end].split())[:_LONGEST]


def told_apart(left: Clause, right: Clause) -> Iterator[tuple[Clause, Clause]]:
    """Every clause of one sentence with every clause of the other."""
    for one in left.siblings:
        for other in right.siblings:
            yield one, other
