from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from communique.ingest import Found, discover
from communique.options import IngestOptions
from communique.record import Failure
from tests.ingest.helpers import BODY, ingest, write


def paths_of(*arguments: Path | str) -> list[str]:
    return [found.path for found in discover([str(a) for a in arguments], IngestOptions())]


def test_a_file_is_known_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, {"deep/down/a.txt": BODY})
    assert paths_of(tmp_path / "deep/down/a.txt") == ["a.txt"]


def test_files_of_a_folder_are_relative_to_it_and_sorted_by_path(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": BODY, "a/z.html": BODY, "a.txt": BODY, "a-b.txt": BODY, "c.jsonl": "{}", "d.md": BODY})
    assert paths_of(tmp_path) == ["a-b.txt", "a.txt", "a/z.html", "b.txt", "c.jsonl", "d.md"]


def test_the_order_of_the_arguments_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path, {"x/b.txt": BODY, "y/a.txt": BODY, "c.txt": BODY})
    one = paths_of(tmp_path / "x", tmp_path / "y", tmp_path / "c.txt")
    assert one == ["a.txt", "b.txt", "c.txt"] == paths_of(tmp_path / "c.txt", tmp_path / "y", tmp_path / "x")


def test_a_file_named_twice_is_read_once_under_its_smallest_path(tmp_path: Path) -> None:
    write(tmp_path, {"sub/a.txt": BODY})
    assert paths_of(tmp_path, tmp_path / "sub", tmp_path / "sub/a.txt") == ["a.txt"]


def test_a_glob_is_relative_to_the_folder_before_the_first_wildcard(tmp_path: Path) -> None:
    write(tmp_path, {"in/one/a.txt": BODY, "in/two/b.txt": BODY, "in/two/b.meta.json": {}, "other/c.txt": BODY})
    assert paths_of(tmp_path / "in/*/*.txt") == ["one/a.txt", "two/b.txt"]
    assert paths_of(tmp_path / "in/*/*") == ["one/a.txt", "two/b.txt"]
    assert paths_of(tmp_path / "in/**") == ["one/a.txt", "two/b.txt"]


def test_a_glob_that_matches_nothing_fails(tmp_path: Path) -> None:
    (failure,) = discover([f"{tmp_path}/*.txt"], IngestOptions())
    assert isinstance(failure, Failure)
    assert failure.reason == "matches no file"


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    write(tmp_path, {"[1] a.txt": BODY})
    assert paths_of(tmp_path / "[1] a.txt") == ["[1] a.txt"]


def test_a_missing_path_fails_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY})
    articles, (failure,), _ = ingest(tmp_path / "gone.txt", tmp_path / "a.txt")
    assert failure.path.endswith("gone.txt")
    assert "no such file" in failure.reason
    assert [a.path for a in articles] == ["a.txt"]


def test_sidecars_and_hidden_files_are_no_articles(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY, "a.meta.json": {}, "meta.json": {}, ".hidden.txt": BODY, ".git/b.txt": BODY})
    assert paths_of(tmp_path) == ["a.txt"]


def test_other_formats_in_a_folder_are_counted_in_one_line(tmp_path: Path) -> None:
    write(tmp_path, {"in/a.txt": BODY, "in/p.png": b"", "in/q.png": b"", "in/r.csv": b"", "in/Makefile": b""})
    articles, failures, told = ingest(tmp_path / "in")
    assert (len(articles), failures) == (1, [])
    assert told == ["in: 4 files not read (.csv 1, .png 2, no suffix 1)"]


def test_another_format_named_by_the_user_fails(tmp_path: Path) -> None:
    write(tmp_path, {"a.xyz": BODY})
    (failure,) = discover([str(tmp_path / "a.xyz")], IngestOptions())
    assert isinstance(failure, Failure)
    assert failure.path == "a.xyz"
    assert ".xyz is a format that is not read; save it as" in failure.reason


def test_a_document_in_a_folder_is_a_failure_not_a_note(tmp_path: Path) -> None:
    write(tmp_path, {"in/a.txt": BODY, "in/report.pdf": b"%PDF-1.4"})
    articles, (failure,), _ = ingest(tmp_path / "in")
    assert len(articles) == 1
    assert failure.path == "report.pdf"


def test_a_workspace_inside_a_folder_is_passed_over_and_told(tmp_path: Path) -> None:
    kept = {"format": "communique workspace", "version": 1}
    story = {"text": "The workspace of a painter was opened to visitors on Monday, said the mayor of Skarn."}
    files = {
        "in/a.txt": BODY,
        "in/mine/workspace.json": kept,
        "in/mine/log/1.json": story,
        "in/b/workspace.json": story,
    }
    write(tmp_path, files)
    articles, failures, told = ingest(tmp_path / "in")
    assert [a.path for a in articles] == ["a.txt", "b/workspace.json"]
    assert failures == []
    assert told == ["mine/: a workspace of Communique; its articles are not read again"]


def test_a_folder_that_links_to_itself_is_walked_once_and_told(tmp_path: Path) -> None:
    write(tmp_path, {"in/a.txt": BODY, "in/sub/b.txt": BODY})
    (tmp_path / "in/loop").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in/sub/up").symlink_to("..", target_is_directory=True)
    articles, failures, told = ingest(tmp_path / "in")
    assert [a.path for a in articles] == ["a.txt", "sub/b.txt"]
    assert failures == []
    assert told == [
        "loop: links to a folder already read; not followed",
        "sub/up: links to a folder already read; not followed",
    ]


def test_a_link_to_a_file_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": BODY})
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    assert paths_of(tmp_path) == ["a.txt"]


def test_a_broken_link_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere.txt")
    articles, (failure,), _ = ingest(tmp_path)
    assert articles == []
    assert failure.path == "a.txt"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"Ferry talks resume\n\nThe ministers said.", "text"),
        (b'  {"text": "x"}\n{"text": "y"}\n', "jsonl"),
        (b'{\n  "text": "x"\n}', "json"),
        (b'[{"text": "x"}]', "json"),
        (b"[1] The first footnote.", "text"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "html"),
        (b"", "text"),
    ],
)
def test_standard_input_is_told_by_its_first_words(data: bytes, kind: str) -> None:
    (found,) = discover(["-"], IngestOptions(), stdin=BytesIO(data))
    assert isinstance(found, Found)
    assert (found.path, found.kind) == ("-", kind)


def test_a_name_that_is_no_utf8_is_shown_with_replacement_characters(tmp_path: Path) -> None:
    bad = tmp_path / b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    try:
        bad.write_text(BODY, "utf-8")
    except OSError:
        pytest.skip("this file system refuses such names")
    articles, failures, _ = ingest(tmp_path)
    assert (articles[0].path, failures) == ("caf\ufffd.txt", [])


@pytest.mark.parametrize(
    ("name", "way_out"),
    [("talks.zip", "unpack it"), ("talks.tar.gz", "unpack it"), ("page.mhtml", "save the page as .html")],
)
def test_an_archive_in_a_folder_is_a_failure_with_the_way_out(tmp_path: Path, name: str, way_out: str) -> None:
    write(tmp_path, {"a.txt": BODY, name: "PK"})
    _, (failure,), notes = ingest(tmp_path)
    assert failure.path == name
    assert way_out in failure.reason
    assert notes == []


def test_a_sidecar_that_names_no_file_of_its_folder_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY, "meta.json": {"a.txt": {"outlet": "Dunmere Post"}, "b.txt": {"outlet": "Vale"}}})
    _, _, notes = ingest(tmp_path)
    assert notes == ["meta.json: no file is called 'b.txt'; what it says of them is not used"]
