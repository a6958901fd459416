"""Forward-looking lines: commitments, demands, conditions, offers, predictions, plans, warnings, refusals."""

from communique.read.forward.find import find_forward

__all__ = ["find_forward"]
