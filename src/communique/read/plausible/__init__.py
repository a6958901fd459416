"""Which finds of the model are statements by the guidelines, and which are topics, deeds, wishes, names or silences."""

from communique.read.plausible.screen import screened

__all__ = ["screened"]
