"""Borders of contents: nothing breaks off behind a preposition, and blanks part nothing."""

from __future__ import annotations

from communique.read.attribution import RawAttribution
from communique.read.statements.borders import bordered
from communique.read.statements.build import Draft, on_words
from communique.read.statements.continued import continued
from communique.read.statements.quotes import QuoteIndex

RAW = RawAttribution(0, (), (), (), 0.9, 0.9, 0.9, 0.9)


def spot(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def draft(text: str, content: list[str], cue: str, source: str) -> Draft:
    return Draft(RAW, tuple(spot(text, words) for words in content), (spot(text, cue),), (spot(text, source),))


def contents(text: str, found: list[Draft]) -> list[list[str]]:
    return [[text[s:e] for s, e in d.content] for d in found]


def test_a_content_does_not_break_off_behind_a_preposition() -> None:
    text = "Orla called a strike for the first of May."
    assert contents(text, bordered(text, [draft(text, ["a strike for the"], "called", "Orla")])) == [["a strike"]]


def test_a_sentence_may_end_with_a_preposition() -> None:
    text = "Orla described the town she came from."
    found = [draft(text, ["the town she came from"], "described", "Orla")]
    assert contents(text, bordered(text, found)) == [["the town she came from"]]


def test_pieces_with_a_blank_between_them_are_one() -> None:
    text = "Orla accused the port of “sloth”."
    assert contents(text, bordered(text, [draft(text, ["the port of", "“sloth”"], "accused", "Orla")])) == [
        ["the port of “sloth”"]
    ]


def test_a_quotation_goes_on_behind_what_its_speaker_does() -> None:
    text = "“This,” said Orla, pointing at the chart, “is ours.”"
    first = draft(text, ["“This,”"], "said", "Orla")
    deed = draft(text, ["the chart", "“is ours.”"], "pointing at", "Orla")
    assert contents(text, continued(text, [first, deed], QuoteIndex(text))) == [["“This,”", "“is ours.”"]]


def test_words_added_behind_a_quotation_are_a_statement_of_their_own() -> None:
    text = "“This,” said Orla, adding with a smile, “is ours.”"
    first = draft(text, ["“This,”"], "said", "Orla")
    more = draft(text, ["“is ours.”"], "adding", "Orla")
    assert contents(text, continued(text, [first, more], QuoteIndex(text))) == [["“This,”"], ["“is ours.”"]]


def test_a_sentence_behind_a_deed_is_not_joined() -> None:
    text = "“This is ours,” said Orla, pointing at the chart. “It always was.”"
    first = draft(text, ["“This is ours,”"], "said", "Orla")
    assert contents(text, continued(text, [first], QuoteIndex(text))) == [["“This is ours,”"]]


def test_a_content_goes_on_behind_a_relative_clause() -> None:
    text = "Orla predicted that the lock, which is to open in May, will still be shut at Easter."
    found = draft(text, ["the lock, which is to open in May"], "predicted", "Orla")
    assert contents(text, bordered(text, [found])) == [
        ["the lock, which is to open in May, will still be shut at Easter"]
    ]


def test_a_relative_clause_at_the_end_is_the_end() -> None:
    text = "Orla praised the lock, which is to open in May."
    assert contents(text, bordered(text, [draft(text, ["the lock, which is to open in May"], "praised", "Orla")])) == [
        ["the lock, which is to open in May"]
    ]


def test_a_proviso_belongs_to_what_it_is_a_proviso_of() -> None:
    text = "The town may sell the lock, Orla said, provided that the pier is kept."
    first = draft(text, ["The town may sell the lock"], "said", "Orla")
    second = draft(text, ["the pier is kept"], "provided", "Orla")
    assert contents(text, bordered(text, [first, second])) == [
        ["The town may sell the lock", "provided that the pier is kept"]
    ]


def test_how_and_to_whom_is_no_part_of_what_was_said() -> None:
    text = "Elsa Warne tweeted tersely to Varn to “come home.”"
    content = spot(text, "tersely to Varn to “come home.”")
    found = Draft(RAW, (content,), (spot(text, "tweeted"),), (spot(text, "Elsa Warne"),))
    assert [text[slice(*p)] for d in bordered(text, [found]) for p in d.content] == ["to “come home.”"]


def test_as_what_somebody_is_named_belongs_to_it() -> None:
    text = "Varn congratulated Oke on her election as speaker and left."
    content = spot(text, "Oke on her election as")
    found = Draft(RAW, (content,), (spot(text, "congratulated"),), (spot(text, "Varn"),))
    assert [text[slice(*p)] for d in bordered(text, [found]) for p in d.content] == ["Oke on her election as speaker"]


def test_no_span_begins_or_ends_inside_a_word() -> None:
    text = "Officials said on Thursday that the crane was mended."
    cut = Draft(RAW, ((33, 50),), ((11, 13),), ((2, 8),))
    whole = on_words(text, cut)
    assert [text[slice(*s)] for spans in (whole.source, whole.cue, whole.content) for s in spans] == [
        "Officials",
        "said",
        "the crane was mended",
    ]
