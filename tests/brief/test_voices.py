"""Names and offices as the page tells them."""

from __future__ import annotations

from communique.brief.view.statements import _roles, _trimmed
from communique.brief.view.voices import as_told, known_names, other_names, other_party
from communique.record import Evidence, Role


def role(title: str, as_of: str | None, of: str | None = None) -> Role:
    return Role(title=title, of=of, as_of=as_of, evidence=Evidence(article="a", span=(0, 1), quote="x"))


def test_an_office_is_told_once_with_the_days_it_is_reported_for():
    roles = [role("envoy", "2031-05-16"), role("envoy", "2031-05-14"), role("chair", None, "Rivers Board")]
    assert _roles(roles) == ["envoy, as of 14–16 May 2031", "chair of Rivers Board"]


def test_a_part_of_a_name_is_no_other_name():
    assert other_names("Ana-Lena Kovar", ["Kovar", "Lena", "Anna Kovař", "Ana Kovar"]) == ["Anna Kovař"]


def test_the_adjective_of_a_state_is_no_other_name_but_a_short_form_is():
    assert other_names("Maresia", ["Maresian", "Mares Isles"]) == ["Mares Isles"]


def test_a_cue_of_marks_alone_is_not_shown():
    assert [_trimmed(words) for words in (":", "he said,", "according to")] == ["", "he said", "according to"]


KNOWN = known_names([("Maresia", ["Maresian"]), ("Rana Okoye", ["Okoye"]), ("Ben Okoye", ["Okoye"])])


def test_a_promise_that_somebody_else_tells_is_his_whom_it_binds():
    bound = other_party("commitment", "Maresian", KNOWN, ["Rana Okoye"])
    assert as_told(bound, "unnamed: a diplomat") == "Maresia, as told by a diplomat"


def test_who_promises_for_himself_or_only_demands_needs_no_second_name():
    assert other_party("offer", "Maresia", KNOWN, ["Maresia"]) == ""
    assert other_party("demand", "Maresia", KNOWN, ["Rana Okoye"]) == ""


def test_a_name_that_two_bear_or_nobody_binds_no_one():
    assert other_party("plan", "Okoye", KNOWN, ["Maresia"]) == ""
    assert other_party("plan", "Then", KNOWN, ["Maresia"]) == ""
