"""The shared result: figures, intervals, the table."""

from __future__ import annotations

import pytest

from communique.errors import UsageError
from communique.evaluate.report import Counts, Report, prf, ratio, render
from communique.evaluate.tasks import TASKS, Request, run_task


def test_precision_recall_and_f1_are_summed_over_documents():
    figure = prf("x", [Counts(1, 2, 1, 4), Counts(3, 4, 3, 4)])
    assert (figure.precision, figure.recall) == (4 / 6, 4 / 8)
    assert figure.value == pytest.approx(4 / 7)


def test_the_interval_is_the_same_every_time_and_holds_the_value():
    documents = [Counts(n % 3, 3, n % 3, 4) for n in range(40)]
    first, again = prf("x", documents), prf("x", documents)
    assert first == again
    assert first.interval[0] < first.value < first.interval[1]


def test_documents_that_agree_have_an_interval_of_no_width():
    assert ratio("x", [(1, 2)] * 10).interval == (0.5, 0.5)


def test_one_document_has_no_interval():
    assert ratio("x", [(1, 2)]).interval is None


def test_nothing_asked_is_no_value():
    assert ratio("x", [(0, 0), (0, 0)]).value is None


def test_fewer_than_fifty_gold_items_print_counts_and_no_percentage():
    few = render(Report("t", "d", 2, (ratio("x", [(10, 20), (10, 20)]),)))
    many = render(Report("t", "d", 2, (ratio("x", [(20, 40), (20, 40)]),)))
    assert "50.0" not in few
    assert "20/40" in few
    assert "50.0" in many


def test_a_task_that_does_not_exist_is_answered_with_those_that_do(tmp_path):
    with pytest.raises(UsageError, match="attribution"):
        run_task("quotes", Request(tmp_path))


@pytest.mark.parametrize("name", sorted(TASKS))
def test_every_task_in_the_list_can_be_loaded_and_names_missing_data(name, tmp_path):
    with pytest.raises(UsageError, match="nowhere"):
        run_task(name, Request(tmp_path / "nowhere"))
