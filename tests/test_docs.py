"""The docs are true: generated pages are current, links lead somewhere, every command is documented."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import communique

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_the_generated_reference_is_current():
    script = ROOT / "docs" / "reference" / "generate.py"
    result = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_to_a_file(page: Path):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_shown_in_a_page_exist_with_their_options(page: Path):
    reference = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
    for line in re.findall(r"^(?:\$ |    )?(communique [^\n`]*)", page.read_text("utf-8"), flags=re.M):
        words = line.split()
        if len(words) > 1 and re.fullmatch(r"[a-z]+", words[1]):
            assert f"## communique {words[1]}" in reference, line
        for option in re.findall(r"(?<= )--[a-z-]+", line):
            assert f"`{option}`" in reference or option in ("--help", "--version"), line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_python_shown_in_a_page_imports_public_names_only(page: Path):
    for block in re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), flags=re.S):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom) and node.module == "communique":
                assert {alias.name for alias in node.names} <= set(communique.__all__)


def test_the_changelog_names_this_version():
    assert f"## {version('communique')}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
