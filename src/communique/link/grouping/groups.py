"""Articles grouped by the event or running story that they report.

Three steps. A *sketch* of every article: a TF-IDF vector of title and body (names weigh more, the title twice) whose
rarities come from a fixed background, so that one threshold serves five articles and ten thousand (`sketches.py`).
*Neighbours* by shared heavy terms, the nearest in time first, and copies by shared wording (`neighbours.py`).
*Rounds* of average linkage (`rounds.py`). Days between two articles lower their similarity slowly and never exclude: a
follow-up belongs to its story. What is left over in ones and twos joins a story that it is clearly nearer to than to
any other. `growing.py` keeps all that for articles that come in one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from communique.link.grouping.growing import Grouping
from communique.link.grouping.likeness import vector_sum
from communique.link.grouping.sketches import Sketch, Sketches, sketch_of
from communique.record import Article


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of one story, as indexes into the sequence given, the most central first."""

    members: tuple[int, ...]


def group_stories(articles: Sequence[Article], threshold: float) -> tuple[Group, ...]:
    """Stories of the articles.

    The result depends on the articles' content alone: give them in any order, sorted by id the groups are the same.
    """
    sketches = {article.id: sketch_of(article) for article in articles}
    places: dict[str, list[int]] = {}
    for index, article in enumerate(articles):
        places.setdefault(article.id, []).append(index)
    stories = Grouping.empty(threshold).changed(sketches.values()).stories()
    return tuple(Group(tuple(i for a in members_of(ids, sketches) for i in places[a])) for ids in stories.values())


def members_of(ids: Iterable[str], sketches: dict[str, Sketch]) -> list[str]:
    """Article ids with the one nearest to the mean of all first, the rest in their order."""
    ordered = sorted(ids)
    columns = Sketches.of(sketches[identity] for identity in ordered)
    terms, weights = vector_sum(columns, np.arange(len(ordered)))
    total = dict(zip(terms.tolist(), weights.tolist(), strict=True))
    nearness = []
    for identity in ordered:
        own = sketches[identity]
        pairs = zip(own.terms.tolist(), own.weights.tolist(), strict=True)
        nearness.append(sum(total[term] * weight for term, weight in pairs))
    centre = ordered[max(range(len(ordered)), key=lambda n: (nearness[n], -n))]
    return [centre, *(identity for identity in ordered if identity != centre)]
