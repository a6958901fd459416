"""Copies: identical, near and partial ones, wire copy inside own text, reprints with furniture.

Two steps. *Propose*: fingerprints of every article (hashes of five words, thinned by winnowing; Schleimer, Wilkerson
and Aiken 2003) in an inverted index; pairs that share enough are looked at. *Decide*: the sentences of the two bodies
are aligned in any order (rapidfuzz, light rewording allowed, but never other names or numbers), and the share of
words that stand in aligned sentences is counted both ways. Words inside quotation marks count only where words around
them are
shared too: two reporters at one press conference are no copies of each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from communique.link.grouping.profiles import Profile, profile_of
from communique.link.texts import Sentence, body_sentences
from communique.record import Article

_PAIRED = 40  # holders of one fingerprint are all paired up to this number,
_BESIDE = 8  # beyond it each with so many that follow it: copies of copies are copies
_SHARED_FINGERPRINTS = 3
_SHORTEST = 4  # words of a sentence that can be aligned
_COMMON = 30  # three words that stand in more sentences of an article tell nothing
_LIKE = 0.72  # normalised Indel similarity of two sentences' words
_ENOUGH_WORDS = 40  # aligned words below this prove nothing


@dataclass(frozen=True, slots=True)
class Copy:
    """Two articles that share text: shares of either body's words that are aligned, and where."""

    left: int
    right: int
    left_share: float
    right_share: float
    own_share: float
    left_spans: tuple[tuple[int, int], ...]
    right_spans: tuple[tuple[int, int], ...]

    def moved(self, position: Mapping[int, int]) -> Copy:
        """The same copy with other indexes."""
        return replace(self, left=position[self.left], right=position[self.right])

    @property
    def least(self) -> float:
        """The smaller share: how much of the fuller article is in the other."""
        return min(self.left_share, self.right_share)

    @property
    def most(self) -> float:
        """The larger share: how much of the shorter article is in the other."""
        return max(self.left_share, self.right_share)


def copies(articles: Sequence[Article], least: float, profiles: Sequence[Profile] | None = None) -> tuple[Copy, ...]:
    """Pairs of which one has at least the share `least` of its words from the other (or both from a third).

    Pairs come sorted by index; indexes are those of the sequence given.
    """
    sentences: dict[int, list[Sentence]] = {}
    found = []
    known = profiles or [profile_of(article) for article in articles]
    for left, right in candidate_pairs([profile.prints for profile in known]):
        for index in (left, right):
            if index not in sentences:
                sentences[index] = body_sentences(articles[index])
        copy = _align(left, right, sentences[left], sentences[right])
        if copy and copy.most >= least and copy.own_share >= least:
            found.append(copy)
    return tuple(found)


def candidate_pairs(prints: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """Pairs that share fingerprints, sorted. Of very many articles that share one (formulas, furniture) neighbours."""
    postings: dict[int, list[int]] = defaultdict(list)
    for index, found in enumerate(prints):
        for value in found:
            postings[value].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in postings.values():
        reach = len(holders) if len(holders) <= _PAIRED else _BESIDE
        for at, left in enumerate(holders):
            for right in holders[at + 1 : at + 1 + reach]:
                shared[left, right] += 1
    return sorted(
        pair
        for pair, count in shared.items()
        if count >= min(_SHARED_FINGERPRINTS, len(prints[pair[0]]), len(prints[pair[1]]))
    )


def _align(left: int, right: int, left_sentences: list[Sentence], right_sentences: list[Sentence]) -> Copy | None:
    pairs = _aligned(left_sentences, right_sentences)
    words = [sum(len(s.words) for s in sentences) for sentences in (left_sentences, right_sentences)]
    shared = [
        sum(len(sentences[i].words) for i in side) for sentences, side in _sides(left_sentences, right_sentences, pairs)
    ]
    if min(words) == 0 or (min(shared) < _ENOUGH_WORDS and min(shared) < 0.8 * min(words)):
        return None
    own = [_own_share(sentences, side) for sentences, side in _sides(left_sentences, right_sentences, pairs)]
    spans = [
        _joined((sentences[i].start, sentences[i].end) for i in side)
        for sentences, side in _sides(left_sentences, right_sentences, pairs)
    ]
    return Copy(left, right, shared[0] / words[0], shared[1] / words[1], max(own), spans[0], spans[1])


def _sides(
    left: list[Sentence], right: list[Sentence], pairs: Sequence[tuple[int, int]]
) -> tuple[tuple[list[Sentence], list[int]], tuple[list[Sentence], list[int]]]:
    return (left, sorted({a for a, _ in pairs})), (right, sorted({b for _, b in pairs}))


def _own_share(sentences: list[Sentence], aligned: Iterable[int]) -> float:
    """The share of the words outside quotation marks in aligned sentences (of all words if few are outside)."""
    own = [sum(not word.quoted for word in sentence.words) for sentence in sentences]
    if sum(own) < 0.25 * sum(len(s.words) for s in sentences):
        own = [len(s.words) for s in sentences]
    return sum(own[i] for i in aligned) / max(1, sum(own))


def _aligned(left: list[Sentence], right: list[Sentence]) -> list[tuple[int, int]]:
    """Pairs of sentences that are one sentence, each used once: equal ones in order, then the most alike first."""
    out = _equal(left, right)
    done = {a for a, _ in out}, {b for _, b in out}
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, sentence in enumerate(right):
        if at not in done[1]:
            for gram in _grams(sentence):
                index[gram].append(at)
    scored = []
    for at, sentence in enumerate(left):
        if at in done[0]:
            continue
        found = (index.get(gram, []) for gram in _grams(sentence))
        others = {other for posting in found if len(posting) <= _COMMON for other in posting}
        for other in others:
            score = _likeness(sentence, right[other])
            if score:
                scored.append((-score, abs(at - other), at, other))
    used = done
    for _, _, at, other in sorted(scored):
        if at not in used[0] and other not in used[1]:
            used[0].add(at)
            used[1].add(other)
            out.append((at, other))
    return sorted(out)


def _equal(left: list[Sentence], right: list[Sentence]) -> list[tuple[int, int]]:
    """Sentences of the same words, the first with the first."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(right) - 1, -1, -1):
        places[tuple(word.form for word in right[at].words)].append(at)
    out = []
    for at, sentence in enumerate(left):
        same = places.get(tuple(word.form for word in sentence.words))
        if same and len(sentence.words) >= _SHORTEST:
            out.append((at, same.pop()))
    return out


def _grams(sentence: Sentence) -> set[tuple[str, ...]]:
    forms = [word.form for word in sentence.words]
    size = min(3, len(forms))
    return {tuple(forms[i : i + size]) for i in range(len(forms) - size + 1)}


def _likeness(left: Sentence, right: Sentence) -> float:
    """How alike two sentences are, 0 below the threshold or where each has a name or number that the other lacks."""
    if min(len(left.words), len(right.words)) < _SHORTEST:
        return 0.0
    a, b = [w.form for w in left.words], [w.form for w in right.words]
    score = Indel.normalized_similarity(a, b, score_cutoff=_LIKE)
    if score < 1.0 and score and _other_facts(left, right):
        return 0.0
    return round(score, 6)


def _other_facts(left: Sentence, right: Sentence) -> bool:
    """Whether each sentence holds a number, or a name after its first word, that the other does not hold."""
    facts = [{w.form for i, w in enumerate(s.words) if w.form[0].isdigit() or (w.capital and i)} for s in (left, right)]
    forms = [{w.form for w in s.words} for s in (left, right)]
    return bool(facts[0] - forms[1]) and bool(facts[1] - forms[0])


def _joined(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans of neighbouring sentences as one, so that evidence is a passage."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start - out[-1][1] <= 3:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)
