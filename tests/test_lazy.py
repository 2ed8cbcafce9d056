"""Nothing heavy is imported before it is used: `import reportedly` and `--help` answer at once."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import reportedly

HEAVY = ("pandas", "duckdb", "pyarrow", "pandera", "frictionless", "edtf", "jinja2", "numpy")
LOADED = f"import json; print(json.dumps([name for name in {HEAVY} if name in sys.modules]))"


def loaded_after(code: str) -> list[str]:
    """The heavy modules in memory after a piece of Python, run by itself."""
    result = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\n{LOADED}"], capture_output=True, encoding="utf-8", check=True
    )
    return list(json.loads(result.stdout.splitlines()[-1]))


def test_importing_reportedly_loads_nothing_heavy():
    assert loaded_after("import reportedly; reportedly.__version__") == []


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["build", "--help"], ["sql", "--help"]])
def test_help_loads_nothing_heavy(words):
    call = f"sys.argv = {['reportedly', *words]}\nfrom reportedly.cli import main\ntry: main()\nexcept SystemExit: pass"
    assert loaded_after(call) == []


def test_the_functions_are_there_when_they_are_asked_for():
    assert "pyarrow" in loaded_after("import reportedly; assert callable(reportedly.connect)")


def test_a_function_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'reportedly' has no attribute 'conect'"):
        _ = reportedly.conect
