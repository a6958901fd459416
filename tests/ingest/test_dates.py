from __future__ import annotations

import pytest

from communique.ingest.dates import parse_date


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03-04T23:30:00-05:00", "2031-03-04"),
        ("2031-03-04 09:12", "2031-03-04"),
        ("20310304", "2031-03-04"),
        ("20310304T091200Z", "2031-03-04"),
        ("2031-03", "2031-03"),
        ("2031", "2031"),
        ("2031-W10-2", "2031-03-04"),
        ("2031-W11", "2031-03"),
        ("2031-063", "2031-03-04"),
        # EDTF
        ("2031-03-04?", "2031-03-04"),
        ("2031-03~", "2031-03"),
        ("2031-03-XX", "2031-03"),
        ("2031-XX-XX", "2031"),
        ("2031-21", "2031"),
        ("2031-03-04/2031-03-09", "2031-03"),
        ("2031-03-30/2031-04-02", "2031"),
        # RFC 2822
        ("Tue, 04 Mar 2031 09:12:00 +0100", "2031-03-04"),
        ("4 Mar 2031 23:59 GMT", "2031-03-04"),
        # written English that can be read in one way only
        ("March 4, 2031", "2031-03-04"),
        ("Tuesday, 4th March 2031", "2031-03-04"),
        ("Sept. 4, 2031", "2031-09-04"),
        ("March 2031", "2031-03"),
    ],
)
def test_a_date_keeps_the_precision_it_is_written_with(written: str, value: str) -> None:
    assert parse_date(written) == value


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "03/04/2031",
        "2031-02-30",
        "2031-13",
        "2031-366",
        "203X",
        "Y170000",
        "31 Feb 2031",
        "2031-03-04/",
        "1",
    ],
)
def test_what_is_no_date_or_two_dates_is_none(written: str) -> None:
    assert parse_date(written) is None
