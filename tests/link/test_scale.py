"""Inputs of unusual size and shape: the work must not grow with the square of anything a page can repeat.

The square of these sizes would take the tests minutes; what is asserted is the result.
"""

from communique.link import independence_of, link
from communique.link.actors.cast import cast_of
from communique.options import LinkOptions
from tests.link.build_readings import article, name, reading


def test_a_line_repeated_thousands_of_times():
    line = "Click here to read more of our news today.\n"
    articles = [article(line * 5000 + f"Story {n} is about matter {n}.") for n in range(2)]
    groups = independence_of(articles, LinkOptions()).groups
    assert sorted(a for group in groups for a in group.articles) == sorted(a.id for a in articles)


def test_one_person_in_very_many_articles_is_one_actor():
    def made(n):
        text = f"{'Ana Vale' if n % 3 else 'Vale'} spoke on day {n}."
        return reading(text, [name(text, "Ana Vale" if n % 3 else "Vale")])

    readings = [made(n) for n in range(1500)]
    assert [len(actor.mentions) for actor in cast_of(readings).actors] == [1500]


def test_one_story_of_very_many_articles_stays_one():
    words = "harbour talks dredging pilots dues Lindmark Ostrava ministers quay tariff lighthouse ferry channel".split()
    texts = [f"{' '.join(words[n % 7 :] + words)} in report number {n} on the harbour." for n in range(600)]
    assert len(link([reading(text) for text in texts], LinkOptions())) == 1


def test_quotation_marks_without_end_and_a_very_long_line():
    text = "“ " * 20_000 + "word " * 40_000
    (story,) = link([reading(text), reading(text + "more")], LinkOptions())
    assert len(story.independence) == 1
