"""Columns of the tables of a workspace: one source for the database, the Parquet files and the reference.

A row is what `rows.py` makes. Raise SCHEMA_VERSION when a column changes; the tables are then made again from the
readings, since nothing stands in them that cannot be derived.
"""

from __future__ import annotations

from communique.export import Table, columns_of
from communique.workspace.filters import TABLES as NAMES

SCHEMA_VERSION = 2

_HEAD = "id text id, made from content\nstory text id of the story\n"
_WORDS = """
quotes texts the words that the finding rests on, verbatim
evidence texts where each of them stands: article:start-end, in code points of the article's text
"""
_COLUMNS = {
    "articles": """
id text id of the article, a hash of its text
path text where it was read, relative to what the user named
copies texts paths of identical copies
title text its title
outlet text its outlet
original_outlet text outlet that it reprints
authors texts its authors
published text when it was published (EDTF)
genre text news, analysis, opinion, release or transcript
language text ISO 639-1 code
url text its address
words integer words of its text
statements integer statements read in it
story text id of its story
group text id of its independence group
sha256 text hash of the bytes read
""",
    "statements": """
id text id, made from article and offsets
article text id of the article
story text id of the story
outlet text outlet of the article
published text when the article was published (EDTF)
speaker text who said it, as the article names him; empty: nobody can be named
speaker_kind text named, unnamed, organization, document, media or unknown
speaker_description text how the article describes the source
actors texts ids of the actors who speak
actor_names texts their names across the articles
form text direct, mixed, indirect or citation
act text assert, deny, demand, offer, commit, refuse, ...
stance text supports, opposes, conditional, neutral or unclear
addressee text to whom it was said
said_on text when it was said (EDTF)
text text what was said; pieces joined by " … ", for display only
start integer first character in the article's text (code points)
end integer character after the last
spans texts every piece as start-end
cue text the reporting words
issues texts issues of the positions that rest on it
zone text part of the article
within text id of the statement that holds this one
confidence number how probable content and source are, 0 to 1
""",
    "events": _HEAD
    + """
name text trigger and participants
kind text MEETING, VISIT, AGREEMENT, ...
plover text PLOVER code
when text when (EDTF); empty: unknown
where text place, as reported
participants texts who takes part
status text happened, planned, hypothetical, cancelled, denied or unknown
independent integer independent sources that report it
articles texts articles that report it
"""
    + _WORDS,
    "positions": _HEAD
    + """
actor text who holds it
actor_id text id of the actor, if the story has one of that name
issue text on what
stance text supports, opposes, conditional, neutral or unclear
summary text the words that show it
reported_by text who reports it
as_of text when it was reported (EDTF)
articles texts articles that report it
statements texts statements that show it
"""
    + _WORDS,
    "forward": _HEAD
    + """
article text id of the article
outlet text its outlet
published text when it was published (EDTF)
kind text commitment, demand, condition, offer, prediction, plan, warning or refusal
actor text who binds himself, demands, predicts
text text the line; pieces joined by " … ", for display only
start integer first character in the article's text (code points)
end integer character after the last
spans texts every piece as start-end
horizon text by when: EDTF if it resolves, else the words
status text open, kept, broken, superseded, overdue or unclear
outcome text words that tell what became of it
outcome_article text article of these words
outcome_start integer their first character
outcome_end integer the character after their last
statement text id of the statement in which it stands
""",
    "conflicts": _HEAD
    + """
between text reports, parties or within one report
kind text date, number, place, participant, whether-happened, who, ...
strength text hard, hard on framing, medium, surface or internal
topic text what it is about
claims texts what each side says
holders texts whose claim each is, where it is a party's
sides texts to which side each piece of evidence belongs, counted from 0
reasons texts the words and features that decided
confidence number how probable it is, 0 to 1
published text the newest of its articles' dates
articles texts articles on its sides
"""
    + _WORDS,
    "actors": _HEAD
    + """
name text the name used across the articles
kind text person, organization, state, place, agreement or other
names texts every name it goes by
roles texts offices as reported
articles texts articles that mention it
mentions integer number of mentions
statements integer statements by it
""",
}


TABLES: dict[str, Table] = {
    name: Table(name, f"the table `{name}` of a workspace", columns_of(_COLUMNS[name])) for name in NAMES
}
"""Table name to its columns."""
