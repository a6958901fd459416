"""How the time to compare grows with the number of stories: synthetic readings from a fixed seed, 30 articles a story.

Usage: python benchmarks/compare_scale.py [--stories 100] [--factor 10] [--articles 30] [--sample N]

The small and the large run are timed in one process, story after story, so their ratio is the growth; `--sample`
compares only
that many stories of the large run, evenly spread, and scales up, which is sound because stories do not meet one
another. The
aim is at most 12 times the time for 10 times the stories.
"""

from __future__ import annotations

import argparse
import random
import time

from communique.compare import compare
from communique.options import CompareOptions
from communique.record import (
    Actor,
    ActorMention,
    Article,
    IndependenceGroup,
    Linkage,
    Mention,
    Reading,
    Source,
    Statement,
    content_id,
)

ACTS = [
    "signed",
    "rejected",
    "postponed",
    "opened",
    "closed",
    "released",
    "detained",
    "promised",
    "delivered",
    "inspected",
]
THINGS = [
    "treaty",
    "bridge",
    "harbour",
    "grain levy",
    "prisoners",
    "patrol boats",
    "dam",
    "railway",
    "quota",
    "border post",
]
SYLLABLES = ["ka", "ro", "mi", "ten", "sul", "va", "dor", "len", "bri", "os", "tal", "ne"]


def name(random_: random.Random) -> str:
    return "".join(random_.choice(SYLLABLES) for _ in range(3)).capitalize()


def story(seed: int, articles: int) -> tuple[Linkage, list[Reading]]:
    """One synthetic story: reports that repeat, vary and deny a stock of claims."""
    rng = random.Random(seed)
    people = [f"{name(rng)} {name(rng)}" for _ in range(6)]
    places = [name(rng) for _ in range(5)]
    claims = [
        (rng.choice(people), rng.choice(ACTS), rng.choice(THINGS), rng.choice(places), rng.randint(2, 900))
        for _ in range(40)
    ]
    readings = [reading(rng, claims, seed, i) for i in range(articles)]
    ids = tuple(sorted(r.article.id for r in readings))
    actors = tuple(actor(seed, p, readings) for p in people)
    speakers = {s.id: (content_id("actor", seed, s.speaker),) for r in readings for s in r.statements}
    linkage = Linkage(
        id=content_id("story", *ids), title=f"story {seed}", articles=ids, actors=actors, speakers=speakers,
        sources=tuple(Source(article=a, group=a) for a in ids),
        independence=tuple(IndependenceGroup(group=a, articles=(a,), why="independent") for a in ids),
    )  # fmt: skip
    return linkage, readings


def actor(seed: int, person: str, readings: list[Reading]) -> Actor:
    named = [(r.article.id, m.span) for r in readings for m in r.mentions if m.actor == person]
    mentions = tuple(ActorMention(article=a, span=s) for a, s in named)
    return Actor(id=content_id("actor", seed, person), name=person, kind="person", names=(person,), mentions=mentions)


def reading(rng: random.Random, claims: list, seed: int, number: int) -> Reading:
    sentences, statements, mentions = [], [], []
    at = 0
    for person, act, thing, place, count in rng.sample(claims, 12):
        count += rng.choice([0, 0, 0, 7])
        negative = "not " if rng.random() < 0.05 else ""
        content = f"the {thing} in {place} was {negative}{act} by {count} officers"
        sentence = f"{person} said {content}."
        start = at + len(f"{person} said ")
        statements.append(
            (
                person,
                (start, start + len(content)),
                (at + len(person) + 1, at + len(person) + 5),
                (at, at + len(person)),
            )
        )
        mentions.append(Mention(span=(at, at + len(person)), kind="person", form="name", actor=person))
        sentences.append(sentence)
        at += len(sentence) + 1
    text = " ".join(sentences)
    article = Article(
        id=content_id("article", seed, number, text), path=f"{seed}-{number}.txt", text=text, language="en",
        genre="news", outlet=f"Outlet {number}", published=f"2031-05-{1 + number % 5:02d}",
    )  # fmt: skip
    return Reading(
        article=article,
        layers={"statements": "synthetic", "mentions": "synthetic"},
        statements=tuple(
            Statement(
                id=content_id("statement", article.id, content), content=(content,), text=text[slice(*content)],
                cue=(cue,), source=(source,), speaker=person, speaker_kind="named", form="indirect", confidence=1.0,
            )
            for person, content, cue, source in statements
        ),
        mentions=tuple(mentions),
    )  # fmt: skip


def seconds(numbers: range | list[int], articles: int) -> float:
    total = 0.0
    for number in numbers:
        linkage, readings = story(number, articles)
        begin = time.process_time()
        compare(linkage, readings, CompareOptions())
        total += time.process_time() - begin
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument("--factor", type=int, default=10)
    parser.add_argument("--articles", type=int, default=30)
    parser.add_argument("--sample", type=int, default=0)
    options = parser.parse_args()
    seconds(range(10_000_000, 10_000_002), options.articles)  # tables are read once, before the clock runs
    small = range(options.stories)
    large = range(options.stories * options.factor)
    chosen = list(large)[:: max(1, len(large) // options.sample)] if options.sample else large
    few = list(small)[:: max(1, len(small) // options.sample)] if options.sample else small
    one = seconds(few, options.articles) * len(small) / len(few)
    many = seconds(chosen, options.articles) * len(large) / len(chosen)
    reports = options.articles * options.stories
    print(f"{options.stories} stories of {options.articles}: {one:.1f} s of CPU, {reports / one:.0f} reports a second")
    print(
        f"{options.stories * options.factor} stories: {many:.1f} s of CPU; growth {many / one:.1f}x for {options.factor}x"
    )


if __name__ == "__main__":
    main()
