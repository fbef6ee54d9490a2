"""A first test: all source files of the project can be compiled."""

import pathlib
import py_compile

import pytest

ROOT = pathlib.Path(__file__).parent.parent
SKIPPED = {".git", ".venv", "venv", "node_modules", "build", "dist"}
SOURCES = [path for path in sorted(ROOT.rglob("*.py")) if not SKIPPED.intersection(path.relative_to(ROOT).parts)]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_source_compiles(source, tmp_path):
    py_compile.compile(str(source), cfile=str(tmp_path / "compiled"), doraise=True)
