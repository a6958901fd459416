"""Inputs of unusual size and shape: the work must not grow with the square of anything a page can repeat."""

import time

from communique.link import independence_of, link
from communique.link.actors import cast_of
from communique.options import LinkOptions
from tests.link.build_readings import article, name, reading

GENEROUS = 20.0  # CPU seconds; the square of these sizes would need minutes


def spent(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def test_a_line_repeated_thousands_of_times():
    line = "Click here to read more of our news today.\n"
    articles = [article(line * 5000 + f"Story {n} is about matter {n}.") for n in range(2)]
    assert spent(lambda: independence_of(articles, LinkOptions())) < GENEROUS


def test_one_person_in_very_many_articles_is_one_actor():
    def made(n):
        text = f"{'Ana Vale' if n % 3 else 'Vale'} spoke on day {n}."
        return reading(text, [name(text, "Ana Vale" if n % 3 else "Vale")])

    readings = [made(n) for n in range(1500)]
    casts = []
    assert spent(lambda: casts.append(cast_of(readings))) < GENEROUS
    assert [len(actor.mentions) for actor in casts[0].actors] == [1500]


def test_one_story_of_very_many_articles_stays_one():
    words = "harbour talks dredging pilots dues Lindmark Ostrava ministers quay tariff lighthouse ferry channel".split()
    texts = [f"{' '.join(words[n % 7 :] + words)} in report number {n} on the harbour." for n in range(600)]
    assert len(link([reading(text) for text in texts], LinkOptions())) == 1


def test_quotation_marks_without_end_and_a_very_long_line():
    text = "“ " * 20_000 + "word " * 40_000
    assert spent(lambda: link([reading(text), reading(text + "more")], LinkOptions())) < GENEROUS
