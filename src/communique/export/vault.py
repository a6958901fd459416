"""A vault of Markdown notes, for Obsidian and the like: a note a story, article, person or body, event and promise.

Links are plain relative Markdown links, so that they work in any editor. File names are made from words, safe on every
file system, and the same from one export to the next. Text of articles is escaped: nothing in it becomes markup.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from communique.export.book import Book, Said
from communique.export.days import in_words
from communique.export.markup import Note, cite, escape, link
from communique.export.rows import forward_evidence, ordered_events
from communique.export.sentences import shown, told
from communique.export.text import FileNames, first_words, many
from communique.lexicon.labels import independent, word
from communique.lexicon.phrases import as_printed, dated, titled
from communique.lexicon.reasons import in_plain_words
from communique.lexicon.when import human
from communique.options import ExportOptions
from communique.record import Actor, Conflict, Evidence, LinkedEvent, Story, TrackedForward
from communique.record.shown import clip

_FOLDERS = {"person": "People", "organization": "Organizations", "state": "States", "place": "Places"}
_LISTED = 200
"""Lines of one list in a note; how many more there are is said below it."""


def render(book: Book, options: ExportOptions) -> Iterator[tuple[str, bytes]]:
    """Every note by its path."""
    vault = _Vault(book)
    yield "Start here.md", vault.start(options.title).encode()
    for story in book.record.stories:
        yield vault.story_path(story), vault.story(story).encode()
    for reading in book.record.articles:
        yield vault.article_path(reading.article.id), vault.article(reading.article.id).encode()
    for story in book.record.stories:
        for actor in story.actors:
            yield vault.actor_path(actor.id), vault.actor(story, actor).encode()
        for event in ordered_events(story):
            yield vault.event_path(event), vault.event(story, event).encode()
        for line in story.forward:
            yield vault.promise_path(line), vault.promise(story, line).encode()


class _Vault:
    """Knows where every note is, and writes them."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.names: dict[str, FileNames] = defaultdict(FileNames)
        self.paths: dict[str, str] = {}
        self.said_by: dict[str, list[Said]] = defaultdict(list)
        self.events_of: dict[str, list[LinkedEvent]] = defaultdict(list)
        for said in book.said.values():
            for actor in said.actors:
                self.said_by[actor.id].append(said)
        for story in book.record.stories:
            for event in ordered_events(story):
                for participant in event.participants:
                    self.events_of[participant].append(event)

    def _path(self, folder: str, words: str, key: str) -> str:
        if key not in self.paths:
            self.paths[key] = f"{folder}/{self.names[folder].name(words, key)}.md"
        return self.paths[key]

    def story_path(self, story: Story) -> str:
        """Where the story's note is."""
        return self._path("Stories", story.title, story.id)

    def article_path(self, article_id: str) -> str:
        """Where the article's note is."""
        article = self.book.article(article_id)
        parts = (article.published, article.outlet, first_words(article.title or article.path, 40))
        words = " ".join(part for part in parts if part)
        return self._path("Articles", words, article_id)

    def actor_path(self, actor_id: str) -> str:
        """Where the actor's note is."""
        actor = self.book.actors[actor_id]
        return self._path(_FOLDERS.get(actor.kind, "Other names"), actor.name, actor_id)

    def event_path(self, event: LinkedEvent) -> str:
        """Where the event's note is."""
        when = (event.when or "undated").replace("/", " to ")
        return self._path("Events", f"{when} {first_words(told(self.book, event), 60)}", event.id)

    def promise_path(self, line: TrackedForward) -> str:
        """Where the note of a forward-looking line is."""
        holder = self.book.holder(line.actor)
        who = f"{holder} " if holder else ""
        return self._path("Promises", f"{who}{line.kind} {first_words(line.text, 50)}", line.id)

    def start(self, title: str | None) -> str:
        """The first note: what there is, and what was not read."""
        book = self.book
        note = Note("Start here.md", {"type": "start", "as_of": book.record.as_of})
        note.heading(1, title or "The record")
        counts = (
            (len(book.record.articles), "report"),
            (len(book.record.stories), "story"),
            (len(book.said), "statement"),
        )
        note.line(", ".join(many(n, w) for n, w in counts) + ".")
        note.heading(2, "Stories")
        note.items(
            f"{link(note, self.story_path(s), s.title)} ({many(len(s.articles), 'report')})"
            for s in book.record.stories
        )
        note.heading(2, "Reports")
        ids = sorted(book.readings, key=lambda a: (book.article(a).published or "9999", a))
        note.items(self._report(note, article) for article in ids)
        speakers = sorted(self.said_by.items(), key=lambda entry: (-len(entry[1]), book.name(entry[0])))
        note.section(
            "Who speaks", [f"{self._actor(note, key)}: {many(len(said), 'statement')}" for key, said in speakers[:50]]
        )
        note.section("Not read", [f"{escape(f.path)}: {escape(f.reason)}" for f in book.record.failures])
        return note.text()

    def story(self, story: Story) -> str:
        """A story: its reports, where they differ, what they share, when it happened, what was promised."""
        book = self.book
        note = Note(self.story_path(story), {"type": "story", "id": story.id})
        note.heading(1, story.title)
        note.heading(2, "Reports")
        note.items(
            f"{self._report(note, a)}: {escape(book.standing(a))}"
            for a in sorted(story.articles, key=lambda a: (book.article(a).published or "9999", a))
        )
        self._conflicts(note, story)
        facts = [
            f"{escape(titled(f.proposition))}\n  - "
            + escape(dated(story.source_lines.get(f.id) or independent(f.independent, len(f.articles))))
            for f in sorted(story.shared_facts, key=lambda f: -f.independent)
        ]
        note.section("What the reports share", facts)
        note.section("Timeline", [self._event_line(note, event) for event in ordered_events(story)])
        note.section("Promises, demands, predictions", [self._promise_line(note, line) for line in story.forward])
        note.section("Left out", self._omissions(note, story))
        return note.text()

    def _conflicts(self, note: Note, story: Story) -> None:
        for conflict in story.conflicts[:_LISTED]:
            note.heading(2, f"They differ: {clip(_topic(conflict), 100)}")
            sort = (word("conflict_kind", conflict.kind), word("strength", conflict.strength))
            note.line(escape("; ".join((word("between", conflict.between), *sort))))
            for side in conflict.sides:
                note.line(f"**{escape(clip(side.holder or side.claim, 200))}**")
                self._quotes(note, side.evidence)
            quotes = [e.quote for side in conflict.sides for e in side.evidence]
            note.items(escape(dated(in_plain_words(reason, quotes))) for reason in conflict.reasons)

    def _omissions(self, note: Note, story: Story) -> list[str]:
        facts = {fact.id: titled(fact.proposition) for fact in story.shared_facts}
        facts |= {conflict.id: _topic(conflict) for conflict in story.conflicts}
        return [
            f"{escape(facts.get(o.finding, o.finding))}\n  - not in: "
            + ", ".join(self._report(note, a, short=True) for a in o.absent_from)
            for o in story.omissions
        ]

    def article(self, article_id: str) -> str:
        """An article: where it is from, what is said in it, and its text."""
        book = self.book
        article = book.article(article_id)
        story = book.story_of.get(article_id)
        note = Note(
            self.article_path(article_id),
            {
                "type": "article",
                "id": article.id,
                "outlet": article.outlet,
                "published": article.published,
                "authors": list(article.authors),
                "url": article.url,
                "genre": article.genre,
                "path": article.path,
            },
        )
        note.heading(1, article.title or article.path)
        if story:
            note.line(f"Story: {link(note, self.story_path(story), story.title)}")
        said = [book.said[statement.id] for statement in book.readings[article_id].statements]
        note.section("Statements", [self._said_line(note, s, article_id) for s in said])
        note.heading(2, "Text")
        for paragraph in article.text.splitlines():
            if paragraph.strip():
                note.line(escape(paragraph))
        return note.text()

    def actor(self, story: Story, actor: Actor) -> str:
        """A person, body, state or place: names, offices, positions, statements, promises, events."""
        book = self.book
        note = Note(
            self.actor_path(actor.id),
            {"type": actor.kind, "id": actor.id, "aliases": [n for n in actor.names if n != actor.name]},
        )
        note.heading(1, actor.name)
        note.line(f"In {link(note, self.story_path(story), story.title)}; {many(len(actor.mentions), 'mention')}.")
        roles: dict[str, Evidence] = {}
        for role in actor.roles:
            words = f"{role.title} of {role.of}" if role.of else role.title
            roles.setdefault(f"{words}, as of {in_words(role.as_of)}" if role.as_of else words, role.evidence)
        note.section("Offices, as reported", [f"{escape(w)} ({self._cite(note, e)})" for w, e in roles.items()])
        held = [p for p in story.positions if actor.id in book.actor_ids(story, p.actor)]
        stands = [
            f"{escape(p.issue)}: **{escape(word('stance', p.stance))}**: {escape(clip(p.summary, 400))} ({self._cites(note, p.evidence)})"
            for p in sorted(held, key=lambda p: (p.issue, p.as_of or ""))
        ]
        note.section("Positions", stands)
        note.section("Statements", [self._said_line(note, s, actor.id) for s in self.said_by[actor.id]])
        mine = [line for line in story.forward if actor.id in book.actor_ids(story, line.actor)]
        note.section("Promises, demands, predictions", [self._promise_line(note, line) for line in mine])
        note.section("Events", [self._event_line(note, event) for event in self.events_of[actor.id]])
        return note.text()

    def event(self, story: Story, event: LinkedEvent) -> str:
        """An event: when, who, where, status, who reports it, in which words."""
        book = self.book
        note = Note(
            self.event_path(event),
            {
                "type": "event",
                "id": event.id,
                "kind": event.kind,
                "plover": event.plover,
                "when": event.when,
                "where": event.where,
                "status": event.status,
                "independent": event.independent,
            },
        )
        note.heading(1, told(book, event))
        note.line(
            f"{escape(word('event_status', event.status))}; {escape(human(event.when))}; "
            f"{escape(event.where or 'place unknown')}"
        )
        note.line(f"Story: {link(note, self.story_path(story), story.title)}")
        line = story.source_lines.get(event.id) or book.counted(event.articles, event.independent)
        note.line(f"Source: {escape(dated(line or 'unknown'))}")
        note.section("Who", [self._actor(note, p) for p in event.participants])
        if len(set(event.dates.values())) > 1:
            note.section(
                "Dates differ",
                [f"{self._report(note, a)}: {escape(in_words(d))}" for a, d in sorted(event.dates.items())],
            )
        if len(set(event.statuses.values())) > 1:
            differ = [
                f"{self._report(note, a)}: {escape(word('event_status', s))}" for a, s in sorted(event.statuses.items())
            ]
            note.section("Status differs", differ)
        note.heading(2, "In these words")
        for piece in event.evidence[:_LISTED]:
            note.quote(shown(book, piece), self._cite(note, piece))
        return note.text()

    def promise(self, story: Story, line: TrackedForward) -> str:
        """A promise, demand, condition or prediction, and what became of it."""
        book = self.book
        note = Note(
            self.promise_path(line),
            {
                "type": line.kind,
                "id": line.id,
                "status": line.status,
                "horizon": line.horizon,
                "actor": book.holder(line.actor),
            },
        )
        holder = book.holder(line.actor)
        note.heading(1, clip(f"{holder}: {line.text}" if holder else line.text, 120))
        who = [self._actor(note, a) for a in book.actor_ids(story, line.actor)] or [escape(holder or "nobody named")]
        note.line(
            f"{escape(word('forward_kind', line.kind))} by {', '.join(who)}; "
            f"by {escape(in_words(line.horizon) or 'no date')}; **{escape(word('forward_status', line.status))}**"
        )
        note.line(f"Story: {link(note, self.story_path(story), story.title)}")
        self._quotes(note, forward_evidence(book, line))
        if line.outcome:
            note.heading(2, "What became of it")
            self._quotes(note, [line.outcome])
        note.section("Why this status", [escape(dated(in_plain_words(reason, [line.text]))) for reason in line.reasons])
        return note.text()

    def _report(self, note: Note, article_id: str, *, short: bool = False) -> str:
        article = self.book.article(article_id)
        parts = (self.book.outlet(article_id), in_words(article.published), None if short else article.title)
        return link(note, self.article_path(article_id), clip(", ".join(part for part in parts if part), 120))

    def _actor(self, note: Note, actor_id: str) -> str:
        if actor_id not in self.book.actors:
            return escape(actor_id)
        return link(note, self.actor_path(actor_id), self.book.name(actor_id))

    def _said_line(self, note: Note, said: Said, here: str) -> str:
        """A statement in the note `here`: of an article, which needs no citation, or of an actor, who needs no name."""
        item = said.statement
        others = [self._actor(note, a.id) for a in said.actors if a.id != here]
        if not said.actors:
            others = [escape(item.speaker or item.speaker_description or "unknown speaker")]
        alone = len(said.actors) == 1 and said.actors[0].id == here
        who = "" if alone else ", ".join(others) + ", "
        words = escape(item.text)  # quotation marks are those of the report: what has none was not said in these words
        place = "" if here == said.reading.article.id else f" ({self._cites(note, said.evidence)})"
        return f"{who}{word('act', item.act)}, {word('form', item.form)}: {words}{place}"

    def _event_line(self, note: Note, event: LinkedEvent) -> str:
        when = escape(human(event.when))
        return f"{when}: {link(note, self.event_path(event), told(self.book, event))} ({escape(word('event_status', event.status))})"

    def _promise_line(self, note: Note, line: TrackedForward) -> str:
        holder = self.book.holder(line.actor)
        who = f"{holder}: " if holder else ""
        by = f", by {in_words(line.horizon)}" if line.horizon else ""
        label = clip(f"{who}{line.text}", 120)
        kind, status = word("forward_kind", line.kind), word("forward_status", line.status)
        return f"{link(note, self.promise_path(line), label)} ({kind}{escape(by)}, **{status}**)"

    def _quotes(self, note: Note, evidence: Sequence[Evidence]) -> None:
        """Quotations with their citations; the same words in several reports once."""
        same: dict[str, list[Evidence]] = defaultdict(list)
        for piece in evidence[:_LISTED]:
            same[piece.quote].append(piece)
        for words, pieces in same.items():
            note.quote(words, "; ".join(self._cite(note, piece) for piece in pieces))

    def _cite(self, note: Note, piece: Evidence) -> str:
        return cite(note, self.book, piece, self.article_path(piece.article))

    def _cites(self, note: Note, evidence: Sequence[Evidence]) -> str:
        first: dict[str, Evidence] = {}
        for piece in evidence:
            first.setdefault(piece.article, piece)
        return "; ".join(self._cite(note, piece) for piece in first.values())


def _topic(conflict: Conflict) -> str:
    return as_printed(conflict.topic, [e.quote for side in conflict.sides for e in side.evidence])
