from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import UsageError
from communique.options import CompareOptions, RunOptions
from communique.run import compile_record


class Listener:
    def __init__(self) -> None:
        self.stages: list[str] = []

    def begin(self, stage: str, total: int | None = None) -> None:
        self.stages.append(f"{stage} {total}")

    def advance(self, count: int = 1) -> None: ...

    def warn(self, line: str) -> None: ...


@pytest.mark.parametrize("content", [None, "- a list", "issues: [{words: [ferry]}]", "issues: {"])
def test_a_bad_file_of_issues_is_named_before_anything_is_read(tmp_path: Path, content: str | None) -> None:
    (tmp_path / "a.txt").write_text("The ministers met on Tuesday.")
    file = tmp_path / "issues.yaml"
    if content is not None:
        file.write_text(content)
    listener = Listener()
    with pytest.raises(UsageError, match="issue"):
        compile_record([str(tmp_path / "a.txt")], RunOptions(compare=CompareOptions(issues=file)), listener)
    assert listener.stages == []
