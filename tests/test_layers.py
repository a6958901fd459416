"""The layers of the house are a checked contract ([tool.importlinter] in pyproject.toml), and so is a room's size."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 500


def test_imports_point_down():
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    result = subprocess.run([sys.executable, "-c", code, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_module_is_a_room_that_takes_everything():
    sizes = {str(f.relative_to(ROOT)): len(f.read_text("utf-8").splitlines()) for f in (ROOT / "src").rglob("*.py")}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}
