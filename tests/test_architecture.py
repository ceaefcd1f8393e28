"""The shape of the project: import directions, sizes, the one broad `except`, no path of anybody's machine.

Import directions are contracts in pyproject.toml, read by import-linter; the rest is counted here.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("models", "pipeline", "spiders", "flows", "review")
BOUNDARY = "flows/cli.py"
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:work|home/\w+|root|Users/\w+)/")
CODE, PROSE = (
    {".py", ".toml", ".cfg", ".sql", ".yaml", ".yml"},
    {".md", ".txt", ".json", ".jsonl", ".svg", ".html"},
)
UNNAMED = {"Makefile", "LICENSE", "run"}
LOOKED_AT = {
    "pipeline/store/schema.py": "one long table of columns and their comments",
    "spiders/settings.py settings_for": "one dict of settings",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def lines_of(source: str) -> int:
    return source.count("\n")


def functions(source: str) -> Iterator[Function]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines of the body without its docstring: what a reader has to hold in mind."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def broad_excepts(source: str) -> list[int]:
    """Lines of bare `except`, `Exception` and `BaseException`, also in a tuple, that do not raise again."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not _raises_again(node)
    ]


def _is_broad(kind: ast.expr | None) -> bool:
    names = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(
        name is None or (isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"})
        for name in names
    )


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [
        path for path in paths if (path.suffix in CODE | PROSE or path.name in UNNAMED) and path.is_file()
    ]


def test_imports_go_one_way():
    check = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_and_functions_are_small(path):
    name, source = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    assert lines_of(source) <= 250 or name in LOOKED_AT
    long = [function.name for function in functions(source) if length(function) > 40]
    assert [function for function in long if f"{name} {function}" not in LOOKED_AT] == []


def test_the_usual_module_and_function_are_smaller_still():
    sources = [path.read_text(encoding="utf-8") for path in modules()]
    assert median(lines_of(source) for source in sources if source.strip()) <= 120
    assert median(length(function) for source in sources for function in functions(source)) <= 9


def test_only_the_command_line_catches_everything():
    found = {
        path.relative_to(ROOT).as_posix(): broad_excepts(path.read_text(encoding="utf-8"))
        for path in modules()
    }
    assert [name for name, lines in found.items() if lines] == [BOUNDARY]
    assert len(found[BOUNDARY]) == 1


def test_no_path_of_a_machine():
    assert tracked(), "git knows no files"
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        for match in MACHINE_PATH.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not found


def test_the_checks_can_fail():
    handler = "try:\n    pass\nexcept (ValueError, Exception):\n    pass\n"
    again = "try:\n    pass\nexcept BaseException:\n    close()\n    raise\n"
    assert broad_excepts(handler) == [3]
    assert broad_excepts(again) == []
    assert [length(f) for f in functions('def f():\n    """Say."""\n    a = 1\n    return a\n')] == [2]
    assert MACHINE_PATH.search("open('/ho" + "me/somebody/data')")
    assert not MACHINE_PATH.search("https://example.org/work/of/art")
