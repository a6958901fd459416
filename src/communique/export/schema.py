"""Which tables an export has, and what every column means: one source for the files, the reference and the tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pyarrow as pa

ColumnType = Literal["text", "integer", "number", "truth", "texts"]
"""`texts` is a list; where a format has no lists, its items are joined by "; " (see `text.join_texts`)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type, and its meaning with the unit."""

    name: str
    type: ColumnType
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row of it is, and its columns in order."""

    name: str
    about: str
    columns: tuple[Column, ...]

    def schema(self) -> pa.Schema:
        """The Arrow schema: field names, types, and the meaning of each as field metadata."""
        import pyarrow as pa

        types = {
            "text": pa.string(),
            "integer": pa.int64(),
            "number": pa.float64(),
            "truth": pa.bool_(),
            "texts": pa.list_(pa.field("item", pa.string())),
        }
        return pa.schema([pa.field(c.name, types[c.type], metadata={"about": c.about}) for c in self.columns])


def columns_of(text: str) -> tuple[Column, ...]:
    """Columns written one a line as `name type meaning`."""
    found = []
    for line in filter(str.strip, text.splitlines()):
        name, kind, about = line.split(None, 2)
        found.append(Column(name, kind, about))  # type: ignore[arg-type]
    return tuple(found)


WHERE = columns_of("""
article text id of the article in which the words stand
outlet text outlet of that article
published text when that article was published (EDTF)
start integer first character of the words in the article's text (Unicode code points, from 0)
end integer character after the last of the words (code points): text[start:end] is the quote
quote text the words themselves, verbatim; where a finding has several pieces, the first
pieces integer how many pieces of evidence the row has; every one is a row of the table evidence
evidence texts all pieces as article:start-end, in the record's order
""")
SOURCE = columns_of("""
source_line text whose words these are, at which hand, how many independent reports carry them
articles texts ids of the articles that carry the finding
article_count integer number of these articles
independent integer number of independent sources among them: reprints and shared wires count once
""")
_FINDING = columns_of("""
id text id of the row's finding, made from its content
story text id of the story
""")


def _table(name: str, about: str, own: str, *, head: tuple[Column, ...] = _FINDING) -> Table:
    return Table(name, about, head + columns_of(own) + WHERE + SOURCE)


_STATEMENTS = """
speaker text who said it, as the article names him; empty: nobody can be named
speaker_name text the same person under the name used across the articles
speaker_ids texts ids of the actors who speak
speaker_kind text named, unnamed, organization, document, media or unknown
speaker_description text how the article describes the source
speaker_reason text why this speaker, or why none
speaker_confidence number how probable the name is, 0 to 1
text text what was said; the pieces of an interrupted quotation joined by " … ", for display only
form text direct, mixed, indirect or citation
act text what the speaker does: assert, deny, demand, offer, commit, refuse, accuse, warn, ...
stance text supports, opposes, conditional, neutral or unclear
addressee text to whom it was said
said_on text when it was said (EDTF)
cue text the reporting words
source_words text the words that name the source
within text id of the statement that holds this one (second-hand speech)
zone text part of the article: title, standfirst, body, ...
variants texts ids of the utterances of which this is one wording (table quote_variants)
confidence number how probable it is that content and source are right, 0 to 1
"""
_EVENTS = """
name text trigger and participants, in words
kind text MEETING, VISIT, AGREEMENT, ...
plover text PLOVER code
when text when it happens (EDTF); empty: unknown, not guessed
first_day text first day of `when` (ISO 8601)
last_day text last day of `when` (ISO 8601)
dates texts what each article says where they differ, as article=EDTF
where text place, as reported
country text ISO 3166-1 alpha-3 code of the place; empty: unknown or ambiguous
participants texts who takes part, by name
participant_ids texts ids of these actors
status text happened, planned, hypothetical, cancelled, denied or unknown
statuses texts status by article where they differ, as article=status
reasons texts why mentions in several articles are one event
"""
_TIMELINE = """
order integer place in the timeline, from 1; events without a date come last
when text when (EDTF); empty: unknown
first_day text first day of `when` (ISO 8601)
last_day text last day of `when` (ISO 8601)
precision text day, days, month, months, year or years: how exact `when` is; empty without a date
disagreement texts what each article says where they differ, as article=EDTF
status text happened, planned, hypothetical, cancelled, denied or unknown
name text trigger and participants, in words
kind text MEETING, VISIT, AGREEMENT, ...
where text place, as reported
participants texts who takes part, by name
"""
_POSITIONS = """
actor text who holds the position
actor_ids texts ids of the actors of that name in the story
issue text on what
stance text supports, opposes, conditional, neutral or unclear
summary text the position in the words that show it
reported_by text who reports it
as_of text when it was reported (EDTF)
statements texts ids of the statements that show it
"""
_FORWARD = """
kind text commitment, demand, condition, offer, prediction, plan, warning or refusal
actor text who binds himself, demands, predicts
text text the line; its pieces joined by " … ", for display only
horizon text by when: EDTF if it resolves, else the words
first_day text first day of the horizon (ISO 8601)
last_day text last day of the horizon (ISO 8601)
status text open, kept, broken, superseded, overdue or unclear, as of the record's date
statement text id of the statement in which it stands
outcome_article text article that tells what became of it
outcome_start integer first character of the telling words (code points)
outcome_end integer character after the last of them (code points)
outcome_quote text these words, verbatim
reasons texts why this status
"""
_CONFLICTS = """
side integer which side of the conflict the row is, from 1
between text reports, parties or within one report
kind text date, number, place, participant, whether-happened, who, agreed-or-not, ...
strength text hard, hard on framing, medium, surface or internal
topic text what it is about
claim text what this side says
holder text the party whose claim it is
reasons texts the words and features that decided
confidence number how probable it is that this is a conflict, 0 to 1
"""
_FACTS = """
proposition text what the reports share, in the words of one of them
rests_on text the one occasion on which all of them rest, such as a press conference
reasons texts why these sentences say the same
"""
_OMISSIONS = """
finding_table text table of the finding: shared_facts, conflicts, events, ...
reported_by texts ids of the articles that carry the finding
absent_from texts ids of the articles that cover the matter and leave it out
absent_outlets texts their outlets
"""
_ACTORS = """
name text the name used across the articles
kind text person, organization, state, place, agreement or other
names texts every name it goes by
roles texts offices as reported
mention_count integer number of mentions
statement_count integer number of statements by this actor
kb_id text best candidate in the knowledge base given with --kb
kb_score number how well it fits, 0 to 1
reasons texts why these names are one
"""
_ROLES = """
actor text id of the actor
name text name of the actor
title text office, as reported
of text of what
as_of text at which time (EDTF)
"""
_VARIANTS = """
kind text verbatim, trimmed, altered, paraphrase, quoted and paraphrased, or not found
statement text id of the statement that is this wording
speaker text who said it
form text direct, mixed, indirect or citation
reasons texts with what it was compared, and what differs
"""
_INDEPENDENCE = """
group text id of the group: its articles count as one source
why text independent, identical, reprint, near-copy, partial copy, wire, same release or same medium
origin text article id or outlet from which the others stem
reasons texts why
"""
_ARTICLES = """
id text id of the article, a hash of its text
story text id of its story
path text where it was read, relative to what the user named
title text its title
original_outlet text outlet that it reprints
authors texts its authors
url text its address
genre text news, analysis, opinion, release or transcript
language text ISO 639-1 code
characters integer length of its text (code points)
statement_count integer statements read in it
event_count integer events read in it
group text id of its independence group
group_why text what the article is as a source: independent, original, or reprint, wire, ... of what
copies texts paths of identical copies
sha256 text hash of the bytes read
notes texts what happened while it was read
"""
_TIMES = """
type text DATE, TIME, DURATION or SET
value text TIMEX3 value; empty: it stays relative
mod text TIMEX3 modifier
anchor text what it was resolved against
"""
_LOADED = """
target text whom or what the phrase judges
inside_statement truth whether it stands in somebody's statement; false: the author's own voice
"""
_MENTIONS = """
kind text person, organization, state, place, agreement or other
form text name, nominal or pronoun
actor text whom it means, within the article
"""

TABLES: tuple[Table, ...] = (
    _table("articles", "one row an article; the quote is its title or first line", _ARTICLES, head=()),
    _table("statements", "one row a statement: who said what", _STATEMENTS),
    _table("events", "one row an event across articles", _EVENTS),
    _table("timeline", "the events in their order", _TIMELINE),
    _table("positions", "one row an actor, an issue and a report", _POSITIONS),
    _table("forward", "one row a promise, demand, condition, offer, prediction, plan, warning or refusal", _FORWARD),
    _table("conflicts", "one row a side of a conflict", _CONFLICTS),
    _table("shared_facts", "one row a proposition that two or more articles report", _FACTS),
    _table("omissions", "one row a finding that some reports leave out", _OMISSIONS),
    _table("actors", "one row an actor; the quote is the first mention", _ACTORS),
    _table("roles", "one row an office as reported", _ROLES),
    _table("quote_variants", "one row a wording of an utterance", _VARIANTS),
    _table("independence", "one row a group of articles that count as one source", _INDEPENDENCE),
    _table("times", "one row a time expression", _TIMES),
    _table("loaded", "one row a loaded phrase", _LOADED),
    _table("mentions", "one row a name, nominal or pronoun", _MENTIONS),
    Table(
        "evidence",
        "one row a piece of evidence of any finding",
        columns_of("""
finding text id of the finding
table text table of the finding
part text which part of it: empty, side 1, side 2, ..., outcome, or the id of a statement
piece integer number of the piece within the part, from 1
article text id of the article in which the words stand
outlet text outlet of that article
published text when that article was published (EDTF)
start integer first character of the words (code points, from 0)
end integer character after the last of them (code points)
quote text the words, verbatim
prefix text up to 32 characters before them
suffix text up to 32 characters after them
"""),
    ),
    Table(
        "failures",
        "one row an input that could not be used",
        columns_of("path text which input\nreason text why it could not be used"),
    ),
)
TABLE_NAMES: tuple[str, ...] = tuple(table.name for table in TABLES)
