"""How the time to link grows with the number of articles: synthetic readings, seeded, CPU seconds of one process.

    python benchmarks/link_scale.py [SMALL LARGE]     default 1000 10000

Every story has ten reports of about 250 words: words of its own, names of its own (some of them borne by others in
other stories), words common to all, two events; one report in ten is a copy of another with a new lead. Prints CPU
seconds for both sizes and their ratio (issue 4: at most 14, aim 11).
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date, timedelta

from communique.link import link
from communique.options import LinkOptions
from communique.record import Article, Event, Mention, Reading, content_id

SYLLABLES = [consonant + vowel for consonant in "bdfklmnprstv" for vowel in "aeio"]
GIVEN = "Ana Otto Irma Walter Susan Peter Maria John Ingrid Paul Nora Henry Alice Victor Ruth Martin".split()
OFFICES = ("Foreign Minister", "Prime Minister", "President", "spokesman", "Senator")


def word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(syllables))


def story(chance: random.Random, common: list[str], families: list[str], number: int) -> list[Reading]:
    own = [word(chance, 4) for _ in range(60)]
    people = [f"{chance.choice(GIVEN)} {chance.choice(families)}" for _ in range(5)]
    day = date(2030, 1, 1) + timedelta(days=chance.randrange(700))
    readings = []
    sentences: list[str] = []
    for report in range(10):
        if not (report == 9 and sentences):
            sentences = [sentence(chance, own, common, people) for _ in range(14)]
        lead = sentence(chance, own, common, people)
        published = (day + timedelta(days=chance.randrange(5))).isoformat()
        readings.append(reading(" ".join([lead, *sentences]), people, published, f"{number}-{report}"))
    return readings


def sentence(chance: random.Random, own: list[str], common: list[str], people: list[str]) -> str:
    words = [chance.choice(own) if chance.random() < 0.3 else chance.choice(common) for _ in range(14)]
    who = chance.choice(people)
    title = chance.choice(OFFICES) if chance.random() < 0.3 else "Mr."
    shown = who if chance.random() < 0.5 else f"{title} {who.split()[1]}"
    return f"{words[0].capitalize()} {' '.join(words[1:8])} {shown} {' '.join(words[8:])}."


def reading(text: str, people: list[str], published: str, path: str) -> Reading:
    article = Article(id=content_id("article", text), path=path, title=text[:60], text=text, published=published)
    mentions = {}
    for person in people:
        for shown in (person, person.split()[1]):
            at = text.find(shown)
            while at >= 0:
                span = (at, at + len(shown))
                if not any(s <= at < e for s, e in mentions):
                    mentions[span] = Mention(span=span, kind="person", form="name", actor=person)
                at = text.find(shown, at + 1)
    spans = sorted(mentions)
    events = tuple(
        Event(id=f"e{n}", kind="MEETING", triggers=((0, 5 + n),), when=published, participants=tuple(people[n : n + 2]))
        for n in range(2)
    )
    found = tuple(mentions[span] for span in spans)
    return Reading(article=article, layers={"mentions": "made"}, mentions=found, events=events)


def readings(count: int) -> list[Reading]:
    chance = random.Random(20260101)
    common = [word(chance, 3) for _ in range(3000)]
    families = [word(chance, 3).capitalize() for _ in range(400)]
    return [r for n in range(count // 10) for r in story(chance, common, families, n)]


def seconds(count: int) -> tuple[float, int]:
    given = readings(count)
    start = time.process_time()
    stories = link(given, LinkOptions())
    return time.process_time() - start, len(stories)


def main() -> None:
    small, large = (int(x) for x in sys.argv[1:3]) if len(sys.argv) > 2 else (1000, 10_000)
    seconds(100)  # tables are loaded once
    times = []
    for count in (small, large):
        spent, stories = seconds(count)
        times.append(spent)
        print(f"{count:6d} articles  {spent:8.2f} CPU s  {stories} stories", flush=True)
    print(f"ratio {times[1] / times[0]:.2f} for {large / small:.0f} times the articles")


if __name__ == "__main__":
    main()
