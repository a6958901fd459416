"""What changed between two runs: positions beside what their actors held before."""

from __future__ import annotations

import pytest

from communique.workspace.diff import _shifts


class Positions:
    """The positions of a record; counts how often it is asked."""

    def __init__(self, *rows):
        self.rows, self.asked = sorted(rows, key=lambda r: r["as_of"], reverse=True), 0

    def positions_of(self, actors):
        self.asked += 1
        wanted = set(actors)
        return [row for row in self.rows if row["actor"] in wanted]


def stand(name, stance, day, issue="the ferry"):
    return {
        "id": f"p-{name}-{day}-{issue}", "story": "s-1", "actor": name, "issue": issue, "stance": stance, "as_of": day,
        "text": "words", "articles": ["a-1"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "what"),
    [
        (stand("Veld", "opposes", "2031-05-01"), "changed"),
        (stand("Veld", "opposes", "2031-05-01", issue="The Ferry"), "changed"),
        (stand("Veld", "supports", "2031-05-01"), "new"),
        (stand("Veld", "neutral", "2031-05-01"), "new"),
        (stand("Veld", "opposes", "2031-07-01"), "new"),
        (stand("Veld", "opposes", "2031-05-01", issue="the bridge"), "new"),
        (stand("Tamm", "opposes", "2031-05-01"), "new"),
    ],
)
def test_a_position_is_changed_where_its_actor_stood_elsewhere_before(before, what):
    after = stand("Veld", "supports", "2031-06-01")
    (change,) = _shifts([after], Positions(before, after))
    assert change.what == what
    assert change.before == (before if what == "changed" else None)


def test_the_record_is_asked_once_however_many_positions_are_new():
    fresh = [stand(f"Person {n}", "supports", "2031-06-01") for n in range(50)]
    base = Positions(*fresh)
    assert len(list(_shifts(fresh, base))) == 50
    assert base.asked == 1
