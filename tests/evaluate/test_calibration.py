"""The calibration error and the bins behind it."""

from __future__ import annotations

import pytest

from communique.evaluate.calibration import expected_calibration_error, reliability, reliability_lines

PAIRS = [(0.91, True), (0.93, True), (0.95, False), (0.42, False), (1.0, True)]


def test_bins_hold_what_they_cover_and_empty_ones_are_left_out() -> None:
    low, high = reliability(PAIRS)
    assert (low.lower, low.size, low.right) == (0.4, 1, 0)
    assert (high.lower, high.size, high.right) == (0.9, 4, 0.75)
    assert high.confidence == pytest.approx((0.91 + 0.93 + 0.95 + 1.0) / 4)


def test_the_error_weighs_bins_by_their_size() -> None:
    low, high = 0.42, abs((0.91 + 0.93 + 0.95 + 1.0) / 4 - 0.75)
    assert expected_calibration_error(PAIRS) == pytest.approx((low + 4 * high) / 5)


def test_the_table_has_a_line_a_bin() -> None:
    assert [line.split() for line in reliability_lines(PAIRS)[1:]] == [
        ["0.4:", "1", "0.42", "0.00"],
        ["0.9:", "4", "0.95", "0.75"],
    ]
