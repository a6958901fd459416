"""Short ways to ask the tagger: one expression, one value."""

from communique.read.times import tag_times
from communique.record import Time

WEDNESDAY = "2031-03-05"  # the day of publication in these tests


def times(text: str, published: str | None = WEDNESDAY) -> list[Time]:
    return list(tag_times(text, published))


def values(text: str, published: str | None = WEDNESDAY) -> dict[str, str | None]:
    """Each expression of the text and its value."""
    return {time.text: time.value for time in times(text, published)}


def only(text: str, published: str | None = WEDNESDAY) -> Time:
    """The one time of the text."""
    found = times(text, published)
    assert len(found) == 1, [time.text for time in found]
    return found[0]
