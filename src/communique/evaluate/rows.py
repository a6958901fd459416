"""One figure of an evaluation that also says, in words, what was found wrongly and what was missed."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.evaluate.report import Counts, Figure, prf, ratio


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: counts a cluster, what was found wrongly, and what was missed, in words."""

    name: str
    counts: tuple[Counts, ...]
    false_alarms: tuple[str, ...] = field(default=())
    missed: tuple[str, ...] = field(default=())

    @property
    def figure(self) -> Figure:
        """The figure over all clusters."""
        if all(c.predicted == c.gold and c.right == c.found for c in self.counts):
            return ratio(self.name, [(c.right, c.gold) for c in self.counts])
        return prf(self.name, self.counts)
