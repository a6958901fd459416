"""What may leave an article: visible text and plain web links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.record.shown import clip, visible, web_link


@pytest.mark.parametrize(
    "hidden", ["\u202e", "\u2066", "\x00", "\x1b", "\x9b", "\u200f", "\ufeff", "\ud800", "\ufffe", "\U000e0041"]
)
def test_controls_are_written_out(hidden: str):
    assert visible(f"a{hidden}b") == f"a⟦U+{ord(hidden):04X}⟧b"


@given(st.text())
def test_visible_text_can_be_written_as_utf8_and_is_stable(text: str):
    shown = visible(text)
    shown.encode("utf-8")
    assert visible(shown) == shown


def test_ordinary_writing_is_left_alone():
    text = "“Wasser” – ‘wody’, عربي, עברית, 日本, e\u0301, \u200d\n\t"
    assert visible(text) == text


@pytest.mark.parametrize("url", ["https://a.example/x?y=1&z=2#w", "http://a.example:8080/"])
def test_web_links_pass(url: str):
    assert web_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " https://a.example", "https://a.example/\n", "data:text/html,x",
        "https://user:pass@a.example/", "//a.example", "https://", "ftp://a.example", "https://a.example/\"onclick=x",
        "https://a.example/\u202e", "file:///etc/passwd", "https://a.example:99999999/", "vbscript:x", "", None,
        "https://[", "https://a.example/" + "x" * 3000,
    ],
)  # fmt: skip
def test_everything_else_is_no_link(url: str | None):
    assert web_link(url) is None


def test_a_clipped_label_says_so():
    assert clip("one two three", 8) == "one two…"
    assert clip("one\n two", 20) == "one two"
    assert len(clip("x" * 10_000_000, 50)) == 50
