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
