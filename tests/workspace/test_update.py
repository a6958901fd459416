"""Whatever came, went and was corrected in whatever order: the record is the one made of the same at once."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from communique.correct import By, on_actors, on_article, on_finding, on_statement, undoing
from communique.options import CompareOptions, RunOptions
from communique.record import Article, Correction, Forward, Mention, Reading, Record, Statement, Story, content_id
from communique.run import Silent
from communique.run.build import corrected_record
from communique.workspace import memory
from communique.workspace.prints import fingerprint
from communique.workspace.scope import Address
from communique.workspace.update import Former, Updated, update
from tests.link.build_readings import span_of

MATTERS = (
    ("the ferry to Norvale", "Mara Veld", "repair the landing stage", "harbour ferry crossing deck captain islanders"),
    ("the orchard levy of Sellin", "Oskar Tamm", "lower the levy on cider", "orchard cider levy growers frost press"),
    ("the weir at Tarn", "Ida Brask", "raise the weir by a foot", "weir flood miller sluice river engineers"),
    ("the school in Hale", "Jon Ull", "hire two more teachers", "school teachers pupils lessons roof parents"),
)
PLEDGES = (
    "buy a bronze bell", "plant forty elms", "pave Mill Lane", "hire a night watchman", "publish every invoice",
    "drain the lower meadow", "open a reading room", "sell the old granary", "paint all railings", "fund a choir",
)  # fmt: skip


def article_text(chance: random.Random, matter: int, number: int) -> str:
    about, who, _, words = MATTERS[matter]
    other = MATTERS[chance.randrange(4)][1]
    bag = " ".join(chance.sample(words.split(), 5))
    promise = f" {who} will {PLEDGES[number % 10]}." if chance.random() < 0.3 else ""
    return (
        f"Report {number} on {about}. {who} said nothing is settled about {about}.{promise} {other} spoke of {bag} to "
        f"townspeople. The evening went by with {bag} and with {about} again."
    )


def made(seed: int, number: int) -> Reading:
    chance = random.Random(f"{seed}/{number}")
    matter = chance.randrange(4)
    text = article_text(chance, matter, number)
    about, who = MATTERS[matter][:2]
    said = span_of(text, f"nothing is settled about {about}")
    mentions = tuple(
        Mention(span=(at, at + len(name)), kind="person", form="name", actor=name)
        for at, name in sorted((text.index(name), name) for name in {m[1] for m in MATTERS} if name in text)
    )
    identity = content_id("article", text)
    promise = f"{who} will {PLEDGES[number % 10]}"
    promises = [span_of(text, promise)] if promise in text else []
    forward = tuple(
        Forward(
            id=content_id("forward", identity), kind="commitment", actor=who, text=text[slice(*span)],
            spans=(span,), horizon="2031-05-01",
        )
        for span in promises
    )  # fmt: skip
    return Reading(
        article=Article(
            id=identity, path=f"{number % 9}.txt", url=f"https://paper.example/{number % 11}", text=text, language="en",
            outlet=f"Paper {number % 3}", published=f"2031-0{chance.randrange(1, 10)}-{chance.randrange(10, 28)}",
        ),
        layers={"statements": "made", "mentions": "made", "forward": "made"},
        statements=(
            Statement(
                id=content_id("s", identity), content=(said,), text=text[slice(*said)], speaker=who,
                source=(span_of(text, who),), speaker_kind="named", confidence=0.9,
            ),
        ),
        mentions=mentions,
        forward=forward,
    )  # fmt: skip


@dataclass
class Shelves:
    """As much of a workspace as an update needs: readings by id, and the record of before."""

    cache: Path
    readings: dict[str, Reading] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    shown: dict[str, Reading] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)

    def ids(self) -> list[str]:
        return sorted(self.readings)

    def stamp(self, article_id: str) -> str:
        return fingerprint(self.readings[article_id])

    def address(self, article_id: str) -> Address:
        article = self.readings[article_id].article
        return Address(frozenset({article.path}), frozenset({article.url}))

    def place(self, article_id: str) -> tuple[str, str]:
        return "", article_id

    def reading(self, article_id: str) -> Reading:
        self.fetched.append(article_id)
        return self.readings[article_id]

    def readings_of(self, ids: Iterable[str] | None = None) -> Iterator[Reading]:
        yield from (self.reading(i) for i in (self.readings if ids is None else ids))

    def update(self, corrections: Sequence[Correction] = (), as_of: str | None = None) -> tuple[Updated, Record]:
        """Bring the record up to date, as a workspace does it."""
        library = Library(self)
        before = {i: fingerprint(s) for i, s in self.stories.items()}
        shown = {i: fingerprint(r) for i, r in self.shown.items()}
        former = Former(before, shown, self.stories.__getitem__, self.cache)
        self.fetched.clear()
        options = replace(RunOptions(), compare=CompareOptions(as_of=as_of))
        updated = update(library, former, options, Silent(), corrections)
        now = self.stories | {s.id: s for s in updated.stories}
        self.stories = {i: now[i] for i in updated.order}
        work = list(self.fetched)
        shown_now = self.shown | {i: updated.reading(i) for i in updated.readings}
        self.shown = {i: shown_now[i] for i in updated.articles}
        self.fetched = work
        readings, stories = tuple(self.shown[i] for i in sorted(self.shown)), tuple(self.stories.values())
        return updated, Record(articles=readings, stories=stories, as_of=updated.as_of)


class Library:
    """The shelves under the names that an update asks for."""

    def __init__(self, shelves: Shelves) -> None:
        self.ids, self.stamp, self.address, self.place = shelves.ids, shelves.stamp, shelves.address, shelves.place
        self.reading, self.readings = shelves.reading, shelves.readings_of


def check(shelves: Shelves, corrections: Sequence[Correction] = (), as_of: str | None = None) -> Updated:
    """The record brought up to date is the record made at once, and says the same of every correction."""
    updated, record = shelves.update(corrections, as_of)
    options = replace(RunOptions(), compare=CompareOptions(as_of=as_of))
    again = lambda _options, article: shelves.readings[article.id].model_copy(update={"article": article})  # noqa: E731
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("communique.run.build.reread", again)
        expected, applied = corrected_record(list(shelves.readings.values()), (), options, None, corrections)
    assert record == expected
    assert updated.applied == applied
    return updated


@pytest.fixture(autouse=True)
def _no_model(monkeypatch):
    """A date corrected by hand makes a reading be made again: here it only gets the date."""
    monkeypatch.setattr(
        "communique.workspace.update.reread",
        lambda _options, article: ALL[article.id].model_copy(update={"article": article}),
    )


ALL = {r.article.id: r for seed in range(6) for number in range(40) for r in [made(seed, number)]}


def corrections_on(chance: random.Random, shelves: Shelves, count: int) -> list[Correction]:
    """Corrections of several kinds made on what the record now shows."""
    readings, found = list(shelves.readings.values()), []
    for number in range(count):
        by = By("ana", f"2031-10-{10 + number:02d}T08:00:00Z")
        reading, story = chance.choice(readings), chance.choice(list(shelves.stories.values()))
        inside = [shelves.readings[a] for a in story.articles]
        choices = [
            lambda r=reading, b=by: on_article(r.article, "published", "2031-06-02", b),
            lambda r=reading, b=by: on_article(r.article, "outlet", "The Herald", b),
            lambda r=reading, b=by: on_statement(r, r.statements[0], "speaker", {"speaker": "Ulla Grau"}, b),
        ]
        if story.actors:
            choices.append(lambda s=story, i=inside, b=by: on_actors(i, s.actors[:1], "rename-actor", "M. Somebody", b))
            choices.append(lambda s=story, i=inside, b=by: on_actors(i, s.actors[:1], "reject", None, b))
        if story.forward:
            choices.append(lambda s=story, i=inside, b=by: on_finding(i, s.forward[0], "reject", None, b))
        if found:
            choices.append(lambda b=by: undoing(chance.choice(found).id, b))
        found.append(chance.choice(choices)())
    return found


@pytest.mark.parametrize("seed", range(4))
def test_any_history_gives_the_record_of_all_at_once(seed, tmp_path):
    chance = random.Random(seed)
    pool = [made(seed, number) for number in range(40)]
    shelves, corrections = Shelves(tmp_path / "cache"), []
    for _ in range(5):
        for reading in chance.sample(pool, chance.randrange(1, 9)):
            shelves.readings[reading.article.id] = reading
        for gone in chance.sample(sorted(shelves.readings), min(len(shelves.readings) - 1, chance.randrange(3))):
            del shelves.readings[gone]
        check(shelves, corrections, chance.choice((None, None, "2031-04-30", "2031-08-01")))
        corrections += [c for c in corrections_on(chance, shelves, chance.randrange(3)) if c not in corrections]
        check(shelves, corrections)


def filled(tmp_path: Path, count: int = 20) -> Shelves:
    shelves = Shelves(tmp_path / "cache")
    for number in range(count):
        reading = made(1, number)
        shelves.readings[reading.article.id] = reading
    check(shelves)
    return shelves


def test_nothing_new_is_nothing_done(tmp_path, monkeypatch):
    shelves = filled(tmp_path)
    monkeypatch.setattr("communique.workspace.update.make_stories", None)  # nobody may ask for it
    updated, _ = shelves.update()
    assert (tuple(updated.stories), updated.readings, shelves.fetched) == ((), frozenset(), [])


def test_only_the_story_of_a_new_article_is_made_anew(tmp_path):
    shelves = filled(tmp_path)
    reading = made(1, 33)
    shelves.readings[reading.article.id] = reading
    updated = check(shelves)
    home = next(s for s in shelves.stories.values() if reading.article.id in s.articles)
    assert set(shelves.fetched) == set(home.articles)
    assert tuple(updated.stories) == (home,)
    assert len(home.articles) < len(shelves.readings)


def test_a_later_day_settles_terms_and_makes_no_story_anew(tmp_path, monkeypatch):
    shelves = filled(tmp_path)
    check(shelves, as_of="2031-04-30")
    monkeypatch.setattr("communique.workspace.update.make_stories", None)
    updated, record = shelves.update(as_of="2032-01-01")
    assert len(updated.stories) > 0
    assert any(line.status == "overdue" for story in record.stories for line in story.forward)
    assert shelves.fetched == []


@pytest.mark.parametrize("name", ["update.json", "grouping.npz"])
@pytest.mark.parametrize("harm", [b"", b"{}", b"nonsense", None])
def test_what_was_kept_to_save_work_may_be_damaged_or_lost(name, harm, tmp_path):
    shelves = filled(tmp_path)
    file = shelves.cache / name
    if harm is None:
        file.unlink()
    else:
        file.write_bytes(harm)
    reading = made(1, 34)
    shelves.readings[reading.article.id] = reading
    check(shelves)


def test_stories_that_were_lost_are_made_again(tmp_path):
    shelves = filled(tmp_path)
    del shelves.stories[next(iter(shelves.stories))]
    check(shelves)


def test_another_release_makes_everything_anew(tmp_path, monkeypatch):
    shelves = filled(tmp_path)
    monkeypatch.setattr(memory, "version", lambda _name: "99")
    check(shelves)
    assert set(shelves.fetched) == set(shelves.readings)
