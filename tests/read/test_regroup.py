"""A quotation goes to the cue beside it."""

from communique.read.attribution import RawAttribution
from communique.read.statements.build import Draft
from communique.read.statements.regroup import regrouped

TEXT = "“We need peace,” Ivo Kral said. “We need bread,” Ana Kovar said."
RAW = RawAttribution(0, (), (), (), 0.9, 0.9, 0.9, 0.9)


def span(words: str) -> tuple[int, int]:
    at = TEXT.index(words)
    return at, at + len(words)


def test_a_piece_beyond_another_name_said_is_that_name_s() -> None:
    at = TEXT.rindex("said")
    joined = Draft(RAW, (span("“We need peace,”"), span("“We need bread,”")), ((at, at + 4),), (span("Ana Kovar"),))
    first, second = regrouped(TEXT, [joined])
    assert [TEXT[slice(*p)] for p in first.content] == ["“We need peace,”"]
    assert TEXT[slice(*first.source[0])] == "Ivo Kral"
    assert [TEXT[slice(*p)] for p in second.content] == ["“We need bread,”"]
    assert TEXT[slice(*second.source[0])] == "Ana Kovar"


def test_a_split_quotation_stays_one() -> None:
    text = "“We need peace,” Ivo Kral said. “And bread.”"
    said = text.index("said")
    draft = Draft(RAW, ((0, 16), (32, len(text))), ((said, said + 4),), ((17, 25),))
    assert regrouped(text, [draft]) == [draft]


REPLY = "“We need peace,” said Ivo Kral. “No,” said Ana Kovar."


def of(words: str, at: int = 0) -> tuple[int, int]:
    start = REPLY.index(words, at)
    return start, start + len(words)


def test_an_answer_right_before_another_said_name_is_that_name_s() -> None:
    joined = Draft(RAW, (of("“We need peace,”"), of("“No,”")), (of("said"),), (of("Ivo Kral"),))
    first, second = regrouped(REPLY, [joined])
    assert [REPLY[slice(*p)] for p in first.content] == ["“We need peace,”"]
    assert [REPLY[slice(*p)] for p in (*second.content, *second.source)] == ["“No,”", "Ana Kovar"]


def test_no_verb_of_saying_is_taken_along_behind_a_mark() -> None:
    pieces = (of("“We need peace,” said"), of("“No,”"))
    joined = Draft(RAW, pieces, (of("said", 30),), (of("Ana Kovar"),))
    first, second = regrouped(REPLY, [joined])
    assert [REPLY[slice(*p)] for p in (*first.content, *first.source)] == ["“We need peace,”", "Ivo Kral"]
    assert [REPLY[slice(*p)] for p in (*second.content, *second.source)] == ["“No,”", "Ana Kovar"]
