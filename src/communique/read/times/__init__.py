"""Times: dates, clock times, lengths and sets of news English as TIMEX3, resolved as far as the text allows."""

from communique.read.times.forms import edtf, interval
from communique.read.times.spoken import Speech, as_spoken
from communique.read.times.tagger import tag_times

__all__ = ["Speech", "as_spoken", "edtf", "interval", "tag_times"]
