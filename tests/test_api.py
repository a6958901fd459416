"""The public face: one sorted list, and nothing heavy loaded before it is used."""

from __future__ import annotations

import subprocess
import sys

import communique


def test_public_names_are_sorted_and_every_one_is_there():
    assert communique.__all__ == sorted(communique.__all__)
    assert len(set(communique.__all__)) == len(communique.__all__)
    for name in communique.__all__:
        assert getattr(communique, name).__name__ == name


def test_the_lazy_names_are_exactly_the_public_ones():
    assert sorted(communique._MODULE_OF) == communique.__all__


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(communique, "summon")


def test_the_command_line_loads_nothing_heavy_before_a_command_runs():
    heavy = {
        "pydantic",
        "numpy",
        "onnxruntime",
        "trafilatura",
        "lxml",
        "jinja2",
        "tokenizers",
        "yaml",
        "rich",
        "rapidfuzz",
    }
    code = "import sys, communique.cli.main; print(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "communique.cli.main" in loaded
    assert heavy.isdisjoint(loaded)
