"""Articles grouped by the event or running story that they report.

TF-IDF vectors of title and body (names weigh more, the title twice), an inverted index that proposes neighbours, and
average linkage on cosine similarity. How common a word is comes from the articles together with a fixed background
(`background.py`), so that one threshold serves five articles and ten thousand. Days between two articles lower their
similarity slowly and never exclude: a follow-up belongs to its story. What is left over in ones and twos joins a story
that it is clearly nearer to than to any other.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from communique.link.background import DOCUMENTS, background_count
from communique.link.profiles import Profile, profile_of
from communique.link.texts import published_day
from communique.record import Article

_KEPT_TERMS = 150  # of an article's vector; the tail adds little and costs time
_INDEXED_TERMS = 24  # the heaviest terms propose neighbours
_BESIDE = 24  # of the articles that share a term the nearest in time so many to either side are proposed
_NEIGHBOURS = 24
_FREE_DAYS = 3
_NEAR, _FAR = 1.1, 0.9  # date factor within those days, and after a year; an unknown date stands between
_REMOTE = 0.3  # articles below this share of the threshold are not looked at again
_SMALL = 2  # a group of so few articles is left over
_LEFTOVER = 0.6  # share of the threshold at which a leftover group joins the one story it clearly belongs to
_CLEARLY = 1.5  # by this factor that story must beat the next

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of one story, as indexes into the sequence given, the most central first."""

    members: tuple[int, ...]


def group_stories(
    articles: Sequence[Article],
    threshold: float,
    together: Iterable[tuple[int, int]] = (),
    profiles: Sequence[Profile] | None = None,
) -> tuple[Group, ...]:
    """Stories of the articles; `together` are pairs that are copies and must not be parted, `profiles` theirs if known.

    The result depends on the articles' content alone: give them in any order, sorted by id the groups are the same.
    """
    order = sorted(range(len(articles)), key=lambda i: (articles[i].id, i))
    ranked = [articles[i] for i in order]
    known = profiles or [profile_of(article) for article in articles]
    vectors = _vectors([known[i].counts for i in order])
    days = [_day(article) for article in ranked]
    linker = _Linker(vectors, days, threshold)
    rank = {original: position for position, original in enumerate(order)}
    for left, right in sorted((min(rank[a], rank[b]), max(rank[a], rank[b])) for a, b in together):
        linker.join(left, right)
    linker.run(candidates(vectors, days))
    groups = [Group(tuple(order[i] for i in _central_first(vectors, members))) for members in linker.clusters()]
    return tuple(sorted(groups, key=lambda g: min(rank[i] for i in g.members)))


def vectors_of(articles: Sequence[Article]) -> list[Vector]:
    """Unit TF-IDF vectors, one an article, of its heaviest terms."""
    return _vectors([profile_of(article).counts for article in articles])


def _vectors(counts: Sequence[Mapping[str, float]]) -> list[Vector]:
    frequency: Counter[str] = Counter()
    for count in counts:
        frequency.update(count.keys())
    total = len(counts) + DOCUMENTS
    rarity = {t: math.log(1 + total / (n + background_count(t) + 0.5)) for t, n in frequency.items()}
    return [_unit({t: (1 + math.log(n)) * rarity[t] for t, n in count.items()}) for count in counts]


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """The dot product of two sparse vectors."""
    if len(left) > len(right):
        left, right = right, left
    return sum([value * right[term] for term, value in left.items() if term in right])


def date_factor(left: date | None, right: date | None) -> float:
    """1.1 for articles of the same days, then less with the logarithm of the days between: 0.9 after a year.

    An unknown date speaks neither for nor against: 1.
    """
    if left is None or right is None:
        return 1.0
    beyond = max(0, abs((left - right).days) - _FREE_DAYS)
    return max(_FAR, _NEAR - (_NEAR - _FAR) * math.log1p(beyond) / math.log1p(365))


def _unit(vector: Vector) -> Vector:
    kept = sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:_KEPT_TERMS]
    norm = math.sqrt(math.fsum(value * value for _, value in kept)) or 1.0
    return {term: value / norm for term, value in kept}


def _day(article: Article) -> date | None:
    day = published_day(article)
    if not day:
        return None
    padded = day + "-15"[: 10 - len(day)] if len(day) == 7 else day
    try:
        return date.fromisoformat(padded if len(padded) == 10 else f"{day}-07-01")
    except ValueError:
        return None


def candidates(vectors: Sequence[Vector], days: Sequence[date | None]) -> list[tuple[int, int]]:
    """Pairs of articles that share heavy terms: at most `_NEIGHBOURS` proposed by each article.

    Of the many articles that share a common term only those nearest in time are looked at, so that the work grows with
    the number of articles and a story of any size holds together through its neighbours.
    """
    postings: dict[str, list[int]] = defaultdict(list)
    heads = [list(islice(vector.items(), _INDEXED_TERMS)) for vector in vectors]  # vectors hold their heaviest first
    places: list[list[int]] = [[] for _ in vectors]
    for index in sorted(range(len(heads)), key=lambda i: (days[i] or date.max, i)):
        for term, _ in heads[index]:
            places[index].append(len(postings[term]))
            postings[term].append(index)
    pairs: set[tuple[int, int]] = set()
    for index, head in enumerate(heads):
        shared: dict[int, float] = defaultdict(float)
        for (term, value), at in zip(head, places[index], strict=True):
            for other in postings[term][max(0, at - _BESIDE) : at + _BESIDE + 1]:
                shared[other] += value * vectors[other][term]
        shared.pop(index, None)
        best = heapq.nsmallest(_NEIGHBOURS, shared.items(), key=lambda item: (-round(item[1], 9), item[0]))
        pairs.update((min(index, other), max(index, other)) for other, _ in best)
    return sorted(pairs)


class _Linker:
    """Average linkage over sums of vectors: the mean cosine of two clusters is the dot product of their sums over n*m.

    Days are compared between the clusters' nearest articles, so that a running story may grow over months.
    """

    def __init__(self, vectors: Sequence[Vector], days: Sequence[date | None], threshold: float) -> None:
        self._threshold = threshold
        self._sums: dict[int, Vector] = {i: dict(v) for i, v in enumerate(vectors)}
        self._members: dict[int, list[int]] = {i: [i] for i in range(len(vectors))}
        self._days: dict[int, list[date]] = {i: [d] if d else [] for i, d in enumerate(days)}
        self._near: dict[int, set[int]] = defaultdict(set)
        self._home = list(range(len(vectors)))
        self._next = len(vectors)
        self._heap: list[tuple[float, int, int, int, int]] = []

    def join(self, left: int, right: int) -> None:
        """Put the clusters of two articles together whatever their similarity."""
        a, b = self._home[left], self._home[right]
        if a != b:
            self._merge(a, b)

    def run(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Merge the most similar clusters until none reaches the threshold."""
        for left, right in pairs:
            a, b = self._home[left], self._home[right]
            if a == b or b in self._near[a]:
                continue
            score = self._score(a, b)
            if score >= _REMOTE * self._threshold:
                self._near[a].add(b)
                self._near[b].add(a)
                self._push(a, b, score)
        while self._heap:
            _, _, _, a, b = heapq.heappop(self._heap)
            if a in self._members and b in self._members:
                merged = self._merge(a, b)
                for other in sorted(self._near[merged]):
                    self._push(merged, other, self._score(merged, other))
        self._settle()

    def _settle(self) -> None:
        """Give leftover groups to the story they clearly belong to, the surest first, round by round."""
        merged = True
        while merged:
            merged = False
            for join in sorted(join for cluster in self._members if (join := self._home_for(cluster))):
                _, _, cluster, story = join
                if cluster in self._members and story in self._members and self._home_for(cluster) == join:
                    self._merge(cluster, story)
                    merged = True

    def _home_for(self, cluster: int) -> tuple[float, int, int, int] | None:
        """(minus score, first member, cluster, story) for a leftover cluster with a clear story, None for others."""
        if len(self._members[cluster]) > _SMALL:
            return None
        scores = sorted(
            (-self._score(cluster, other), min(self._members[other]), other) for other in self._near[cluster]
        )
        if not scores or -scores[0][0] < _LEFTOVER * self._threshold:
            return None
        if len(scores) > 1 and -scores[0][0] < _CLEARLY * -scores[1][0]:
            return None
        return scores[0][0], min(self._members[cluster]), cluster, scores[0][2]

    def clusters(self) -> list[list[int]]:
        """The articles of each cluster, sorted."""
        return [sorted(members) for members in self._members.values()]

    def _push(self, a: int, b: int, score: float) -> None:
        if score >= self._threshold:
            first, second = sorted((min(self._members[a]), min(self._members[b])))
            heapq.heappush(self._heap, (-score, first, second, a, b))

    def _score(self, a: int, b: int) -> float:
        mean = cosine(self._sums[a], self._sums[b]) / (len(self._members[a]) * len(self._members[b]))
        return round(mean * self._nearness(a, b), 9)

    def _nearness(self, a: int, b: int) -> float:
        left, right = self._days[a], self._days[b]
        if not left or not right:
            return 1.0
        gap = max(left[0], right[0]) - min(left[-1], right[-1])
        return date_factor(left[0], left[0] + max(gap, timedelta(0)))

    def _merge(self, a: int, b: int) -> int:
        new = self._next
        self._next += 1
        total = self._sums.pop(a)
        for term, value in self._sums.pop(b).items():
            total[term] = total.get(term, 0.0) + value
        self._sums[new] = total
        self._members[new] = self._members.pop(a) + self._members.pop(b)
        self._days[new] = sorted(self._days.pop(a) + self._days.pop(b))
        for member in self._members[new]:
            self._home[member] = new
        near = (self._near.pop(a, set()) | self._near.pop(b, set())) - {a, b}
        self._near[new] = near
        for other in near:
            self._near[other] -= {a, b}
            self._near[other].add(new)
        return new


def _central_first(vectors: Sequence[Vector], members: Sequence[int]) -> list[int]:
    """The member nearest to the group's mean first, the rest in their order."""
    total: Vector = defaultdict(float)
    for member in members:
        for term, value in vectors[member].items():
            total[term] += value
    centre = max(members, key=lambda m: (round(cosine(vectors[m], total), 9), -m))
    return [centre, *(m for m in members if m != centre)]
