"""What can go wrong with disks, files and other processes: a clear message, nothing lost, mended by the next run."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import resource
import shutil
from pathlib import Path

import pytest

from communique.errors import ModelError, WorkspaceError
from communique.options import ReadOptions, RunOptions
from communique.record import canonical_json
from communique.run.progress import Silent
from communique.workspace import Workspace, folder
from tests.workspace.killing import PRELOADED, patch
from tests.workspace.reports import NOW, report, write

pytestmark = pytest.mark.usefixtures("fake_stages")


class Listening(Silent):
    """Keeps the notes of a run."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def warn(self, line: str) -> None:
        self.notes.append(line)


@pytest.fixture
def filled(tmp_path):
    paths = write(tmp_path / "in", a=report(1), b=report(2), c=report(3))
    ws = Workspace.create(tmp_path / "ws", NOW)
    ws.add(paths, RunOptions(), now=NOW)
    return ws


def spoil(file: Path) -> None:
    """Overwrite the middle of a file."""
    data = bytearray(file.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40] = b"\x00spoiled\x00" * 5
    file.write_bytes(data[: max(len(data), middle + 40)])


def test_a_second_writer_is_told_who_holds_the_workspace(filled):
    with filled._changing("add"), pytest.raises(WorkspaceError, match=rf"communique add, process {os.getpid()}.*wait"):
        Workspace.open(filled.path).add([], RunOptions(), now=NOW)


def test_questions_are_answered_while_another_process_writes(filled):
    with filled._changing("add"):
        assert len(Workspace.open(filled.path).rows("articles")) == 3


@pytest.mark.parametrize("kind", ["articles", "readings"])
def test_a_spoiled_partition_is_made_again_and_said_so(filled, kind):
    expected = canonical_json(filled.record())
    (file,) = (filled.path / "partitions").glob(f"{kind}-*.parquet")
    spoil(file)
    progress = Listening()
    Workspace.open(filled.path).add([], RunOptions(), progress, NOW)
    assert any(str(file) in note and "damaged" in note for note in progress.notes)
    assert canonical_json(Workspace.open(filled.path).record()) == expected


def test_a_lost_partition_is_noticed_by_any_add(filled, tmp_path):
    expected = canonical_json(filled.record())
    for file in (filled.path / "partitions").glob("*.parquet"):
        file.unlink()
    Workspace.open(filled.path).add([str(tmp_path / "in" / "a.txt")], RunOptions(), now=NOW)
    assert canonical_json(Workspace.open(filled.path).record()) == expected


def test_the_message_for_a_spoiled_partition_says_what_to_do(filled):
    (file,) = (filled.path / "partitions").glob("readings-*.parquet")
    spoil(file)
    with pytest.raises(WorkspaceError, match=rf"readings-.*run communique add {filled.path}"):
        Workspace.open(filled.path).record()


@pytest.mark.parametrize("name", ["record.duckdb", "search.sqlite"])
@pytest.mark.parametrize("how", ["lost", "emptied", "spoiled", "garbage"])
def test_a_damaged_database_is_made_again(filled, name, how):
    expected = canonical_json(filled.record()), filled.search("ferry"), filled.diff(0)
    file = filled.path / name
    if how == "lost":
        file.unlink()
    elif how == "spoiled":
        for _ in range(3):
            spoil(file)
        file.write_bytes(b"\x01" * 4096 + file.read_bytes()[4096:])
    else:
        file.write_bytes(b"" if how == "emptied" else b"no database at all" * 1000)
    Workspace.open(filled.path).add([], RunOptions(), now=NOW)
    ws = Workspace.open(filled.path)
    found = canonical_json(ws.record()), ws.search("ferry"), ws.diff(0, 1)
    assert found[:2] == expected[:2]
    assert found[2].changes == expected[2].changes


def test_a_question_mends_a_lost_database_by_itself(filled):
    expected = filled.rows("statements")
    (filled.path / "record.duckdb").unlink()
    assert Workspace.open(filled.path).rows("statements") == expected


def test_an_original_that_is_spoiled_too_is_a_failure_that_says_what_to_do(filled, tmp_path):
    for file in [*(filled.path / "originals").rglob("*"), *(filled.path / "partitions").glob("articles-*")]:
        if file.is_file():
            spoil(file)
    ws = Workspace.open(filled.path)
    report_ = ws.add([], RunOptions(), now=NOW)
    assert report_.added == ()
    assert {s.state for s in ws.status()} == {"failed"}
    assert all("add it again from where it came" in s.reason for s in ws.status())
    ws.add([str(tmp_path / "in")], RunOptions(), now=NOW)
    assert {s.state for s in ws.status()} == {"read"}


def test_a_damaged_log_is_named_and_nothing_is_written(filled):
    spoil(sorted((filled.path / "log").glob("*.json"))[0])
    before = sorted(f.name for f in (filled.path / "log").iterdir())
    with pytest.raises(WorkspaceError, match=r"00000001\.json is damaged.*backup"):
        Workspace.open(filled.path)
    assert sorted(f.name for f in (filled.path / "log").iterdir()) == before


def test_a_missing_log_entry_is_named(filled):
    (filled.path / "log" / "00000002.json").unlink()
    with pytest.raises(WorkspaceError, match=r"00000002\.json is missing"):
        Workspace.open(filled.path)


@pytest.mark.parametrize("room", range(8))
def test_a_full_disk_at_any_write_loses_nothing(filled, tmp_path, monkeypatch, room):
    paths = write(tmp_path / "in", d=report(4), e=report(5))
    shutil.copytree(filled.path, tmp_path / "undisturbed")
    real, left = os.fsync, room

    def fsync(handle: int) -> None:
        nonlocal left
        if left == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left -= 1
        real(handle)

    with monkeypatch.context() as patched:
        patched.setattr(folder.os, "fsync", fsync)
        with pytest.raises(WorkspaceError, match="disk is full; make room and run the same command again"):
            filled.add(paths, RunOptions(), now=NOW)
    assert len(Workspace.open(filled.path).rows("articles")) == 3
    ws = Workspace.open(filled.path)
    ws.add(paths, RunOptions(), now=NOW)
    undisturbed = Workspace.open(tmp_path / "undisturbed")
    undisturbed.add(paths, RunOptions(), now=NOW)
    assert canonical_json(ws.record()) == canonical_json(undisturbed.record())
    assert not list(filled.path.rglob("*.part"))


def add_with_little_room(place: str, paths: list[str], room: int, told: str) -> None:
    """`add` in a process whose files cannot grow over `room` bytes, whichever library writes them."""
    patch()
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        Workspace.open(place).add(paths, RunOptions(workers=1), now=NOW)
    except WorkspaceError as error:
        os.write(os.open(told, os.O_WRONLY | os.O_CREAT), str(error).encode())


@pytest.mark.parametrize("room", [2_000, 20_000, 100_000])
def test_libraries_that_cannot_write_lose_nothing(filled, tmp_path, room):
    paths = write(tmp_path / "in", **{f"d{n}": report(n) for n in range(4, 12)})
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    told = tmp_path / "told"
    process = context.Process(target=add_with_little_room, args=(str(filled.path), paths, room, str(told)))
    process.start()
    process.join(60)
    assert process.exitcode == 0
    ws = Workspace.open(filled.path)
    if told.exists():
        assert str(filled.path) in told.read_text("utf-8")
        assert len(ws.rows("articles")) >= 3
    else:
        assert len(ws.rows("articles")) == 11
    ws.add(paths, RunOptions(), now=NOW)
    assert len(ws.rows("articles")) == 11
    fresh = Workspace.create(tmp_path / "fresh", NOW)
    fresh.add([str(tmp_path / "in")], RunOptions(), now=NOW)
    assert canonical_json(ws.record()) == canonical_json(fresh.record())


@pytest.fixture
def locked(filled):
    """The workspace with all permissions to write taken away."""
    places = [filled.path, *filled.path.rglob("*")]
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    if os.access(filled.path, os.W_OK):
        pytest.skip("whoever runs this may write anywhere (root)")
    yield filled.path
    for place in places:
        place.chmod(0o755 if place.is_dir() else 0o644)


def test_a_read_only_workspace_can_be_asked_and_says_why_it_cannot_be_changed(locked, tmp_path):
    ws = Workspace.open(locked)
    assert len(ws.rows("articles")) == 3
    assert ws.search("ferry").total > 0
    with pytest.raises(WorkspaceError, match="copy the workspace"):
        ws.add([str(tmp_path / "in")], RunOptions(), now=NOW)


def test_a_workspace_opened_to_be_read_is_not_changed(filled):
    with pytest.raises(WorkspaceError, match="opened to be read only"):
        Workspace.open(filled.path, readonly=True).add([], RunOptions(), now=NOW)


def test_a_model_with_a_wrong_checksum_stops_before_anything_is_taken_in(filled, tmp_path):
    from communique.encoder.session import FILES, MODEL_VERSION

    model = tmp_path / "model"
    model.mkdir()
    for name in FILES:
        (model / name).write_bytes(b"not a model")
    manifest = {"version": MODEL_VERSION, "sha256": dict.fromkeys(FILES, "0" * 64)}
    (model / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    paths = write(tmp_path / "in", d=report(4))
    with pytest.raises(ModelError, match="damaged"):
        filled.add(paths, RunOptions(read=ReadOptions(model=model)), now=NOW)
    assert len(filled.status()) == 3
    assert len(filled.runs()) == 1


@pytest.mark.parametrize("name", ["../../../outside", "/etc/passwd", "articles-00000001/../../x"])
def test_a_log_cannot_lead_out_of_the_workspace(filled, name):
    with pytest.raises(WorkspaceError, match="no name of a partition"):
        filled._partitions.path(name)


def test_a_newer_workspace_is_refused_with_the_way_out(filled):
    filled.path.joinpath("workspace.json").write_text('{"format": "communique workspace", "version": 99}', "utf-8")
    with pytest.raises(WorkspaceError, match=r"format 99.*upgrade communique"):
        Workspace.open(filled.path)


def test_no_workspace_is_made_over_other_files(tmp_path):
    write(tmp_path / "in", a=report(1))
    with pytest.raises(WorkspaceError, match="not an empty folder"):
        Workspace.create(tmp_path / "in", NOW)
    with pytest.raises(WorkspaceError, match="communique init"):
        Workspace.open(tmp_path / "in")
