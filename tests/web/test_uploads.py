"""Uploads: which names and contents are kept, bombs refused, jobs told truthfully and taken up after a restart."""

from __future__ import annotations

import gzip
import io
import shutil
import stat
import time
import zipfile
from pathlib import Path

import pytest

from communique.options import RunOptions, WebOptions
from communique.web.jobs import Jobs
from communique.web.uploads import keep, safe_name

from .conftest import NOW, Site, site_of

SMALL = WebOptions(max_file=100_000, max_unpacked=300_000, max_upload_files=5, max_unpacked_ratio=100)
REPORT = (
    "MERIDIA, June 3, 2031 (Osprey) - Envoy Dara Noll said on Tuesday that the ferry line would reopen by July 1.\n\n"
    '"We will not wait another winter," she told reporters.\n'
)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("report.txt", "report.txt"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/abs/olute.html", "olute.html"),
        ("..", "unnamed"),
        (".", "unnamed"),
        ("", "unnamed"),
        ("a\x00b\n.txt", "a_b_.txt"),
        (".hidden", "hidden"),
        ("CON.txt", "_CON.txt"),
        ("x" * 400 + ".txt", "x" * 116 + ".txt"),
        ("\u202etxt.exe", "_txt.exe"),
        ("\ud800.txt", "?.txt".replace("?", "_")),
        ("C:stream.txt", "C_stream.txt"),
        ("Überblick – Gespräche.txt", "Überblick – Gespräche.txt"),
    ],
)
def test_a_file_name_becomes_one_of_our_own_folder(given: str, name: str):
    assert safe_name(given) == name


def test_no_name_is_used_twice():
    taken: list[str] = []
    for _ in range(3):
        taken.append(safe_name("A.txt", taken))
    assert taken == ["A.txt", "A (2).txt", "A (3).txt"]
    assert safe_name("a.TXT", ["A.txt"]) == "a (2).TXT"


def zipped(members: dict[str, bytes], link: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if link:
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, content)
    return out.getvalue()


def kept(folder: Path, *files: tuple[str, bytes]):
    folder.mkdir(exist_ok=True)
    return keep(folder, [(name, io.BytesIO(content)) for name, content in files], SMALL)


def test_a_zip_is_unpacked_into_the_folder_and_nowhere_else(tmp_path: Path):
    content = zipped({"../../out.txt": b"one", "/abs.txt": b"two", "in/ner.txt": b"three", "folder/": b""})
    found = kept(tmp_path / "in", ("all.zip", content))
    assert sorted(found.files) == ["abs.txt", "ner.txt", "out.txt"]
    assert {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()} == {
        "in/abs.txt", "in/ner.txt", "in/out.txt",
    }  # fmt: skip


def test_links_and_archives_inside_a_zip_are_left_out(tmp_path: Path):
    assert kept(tmp_path / "a", ("l.zip", zipped({"x.txt": b"/etc/passwd"}, link=True))).files == []
    inner = kept(tmp_path / "b", ("o.zip", zipped({"i.zip": zipped({"x.txt": b"x"}), "ok.txt": b"ok"})))
    assert inner.files == ["ok.txt"]
    assert "a .zip inside a .zip" in inner.refused[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.zip", zipped({f"{n}.txt": b"\0" * 90_000 for n in range(5)})),
        ("big.zip", zipped({"big.txt": b" " * 2_000_000})),
        ("bomb.docx", zipped({"word/document.xml": b" " * 2_000_000})),
        ("bomb.txt.gz", gzip.compress(b" " * 5_000_000)),
        ("large.txt", b"x" * 100_001),
        ("broken.zip", b"PK\x03\x04 and no more"),
        ("broken.docx", b"not a zip at all"),
        ("broken.gz", b"\x1f\x8b\x08 and no more"),
        ("many.zip", zipped({f"{n}.txt": b"x" for n in range(200)})),
    ],
)
def test_what_is_too_much_or_broken_is_refused_by_name(tmp_path: Path, name: str, content: bytes):
    found = kept(tmp_path / "in", (name, content))
    assert found.refused
    assert name.split(".")[0] in found.refused[0]
    assert sum(p.stat().st_size for p in tmp_path.rglob("*") if p.is_file()) <= SMALL.max_unpacked


def test_a_zip_that_lies_about_its_sizes_is_measured(tmp_path: Path):
    content = bytearray(zipped({"word/document.xml": b" " * 2_000_000}))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")  # the size that the directory claims
    found = kept(tmp_path / "in", ("liar.docx", bytes(content)))
    assert found.files == []


def test_more_files_than_allowed_are_refused_one_by_one(tmp_path: Path):
    found = kept(tmp_path / "in", *[(f"{n}.txt", b"x") for n in range(7)])
    assert len(found.files) == 5
    assert len(found.refused) == 2


def over(site: Site, job_id: str) -> dict:
    for _ in range(600):
        job = site.get(f"/api/jobs/{job_id}").json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.1)
    raise AssertionError(f"the job never ended: {job}")


def test_an_upload_is_read_in_the_background_and_found_again(own: Site):
    files = [("files", ("ferry.txt", REPORT.encode())), ("files", ("noise.bin", b"\x00\xff" * 500))]
    answer = own.post("/upload", data={"csrf": own.csrf()}, files=files, follow_redirects=False)
    assert answer.status_code == 303
    job = over(own, answer.headers["location"].rpartition("/")[2])
    assert job["state"] == "done", job
    assert len(job["result"]["added"]) == 1
    assert [f["path"] for f in job["result"]["failures"]] == ["noise.bin"]
    assert "ferry.txt" in own.get(answer.headers["location"]).text
    assert "could not be read" in own.get("/").text
    assert "line would reopen" in own.get("/search?q=ferry").text
    assert not list((own.data.folder / "web" / "uploads").iterdir())


def test_the_api_takes_files_too(own: Site):
    headers = {"x-csrf-token": own.csrf()}
    answer = own.post("/api/jobs", files={"files": ("ferry.txt", REPORT.encode())}, headers=headers)
    assert answer.status_code == 202
    assert over(own, answer.json()["id"])["result"]["known"] == 0


def test_an_upload_of_nothing_says_so(own: Site):
    assert own.post("/upload", data={"csrf": own.csrf()}, files={"files": ("", b"")}).status_code == 400
    bomb = {"files": ("bomb.docx", b"no zip")}
    answer = own.post("/upload", data={"csrf": own.csrf()}, files=bomb)
    assert answer.status_code == 400
    assert "bomb.docx: is no readable zip archive" in answer.text


class Cut:
    """A workspace whose first `add` is cut off like a server that is stopped."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def add(self, paths, _options, progress, _now):
        self.seen.append(Path(paths[0]).parent.name)
        if len(self.seen) == 1:
            progress.begin("reading", 10)
            progress.advance(3)
            raise SystemExit

        class Report:
            added, known, versions, failures = ("a-1",), 0, (), ()

        return Report()


def test_a_job_that_was_cut_off_is_taken_up_by_the_next_server(tmp_path: Path):
    workspace = Cut()
    first = Jobs(tmp_path / "web", workspace, RunOptions(), lambda: NOW)
    place = first.room()
    (place / "a.txt").write_text("x")
    job = first.submit(place, "a.txt", "Mira", ["a note"])
    with pytest.raises(SystemExit):
        first._work(job)
    assert first.get(job.id).done == 3
    second = Jobs(tmp_path / "web", workspace, RunOptions(), lambda: NOW)
    assert second.get(job.id).state == "queued"
    assert place.exists()
    second.start()
    for _ in range(100):
        if second.get(job.id).over:
            break
        time.sleep(0.05)
    second.stop()
    done = second.get(job.id)
    assert (done.state, done.result["added"], done.notes) == ("done", ["a-1"], ("a note",))
    assert workspace.seen == [job.id, job.id]


def test_progress_has_no_bar_where_its_length_is_not_known(tmp_path: Path):
    jobs = Jobs(tmp_path / "web", Cut(), RunOptions(), lambda: NOW)
    place = jobs.room()
    (place / "a.txt").write_text("x")
    job = jobs.submit(place, "a.txt", "Mira", [])
    assert job.percent is None
    with pytest.raises(SystemExit):
        jobs._work(job)
    assert jobs.get(job.id).percent == 30


def test_exports_are_those_of_the_record(site: Site):
    from communique.web.pages.exports import available

    for chosen in available():
        answer = site.get(f"/export/{chosen.name}")
        if answer.status_code == 400:
            assert "not installed" in answer.text
            continue
        assert answer.status_code == 200, chosen.name
        assert "attachment" in answer.headers["content-disposition"]
        if chosen.shape == "folder":
            with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
                assert archive.namelist()
    assert {"json", "csv", "html"} <= {f.name for f in available()}


def test_the_same_record_gives_the_same_export(site: Site):
    assert site.get("/export/csv").content == site.get("/export/csv").content


def test_two_servers_on_one_workspace_both_answer(example_folder: Path, tmp_path: Path):
    shutil.copytree(example_folder, tmp_path / "ws")
    left, right = site_of(tmp_path / "ws"), site_of(tmp_path / "ws")
    row = left.rows("statements")[0]
    left.told("/corrections", kind="act", subject="statement", subject_id=row["id"], after="warn")
    assert right.data.one("statements", row["id"])["act"] == "warn"
