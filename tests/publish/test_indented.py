"""Our indented JSON is the standard library's, letter by letter."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.publish.indented import as_json

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)


@given(VALUES)
def test_it_is_what_the_standard_library_writes(value: object) -> None:
    assert as_json(value) == json.dumps(value, ensure_ascii=False, indent=2)


@pytest.mark.parametrize("value", [{}, [], (), {"a": {}}, [[]], '“é”\u2028\n\\"\x01', {"a": ("b",)}])
def test_what_is_empty_or_has_odd_letters_is_too(value: object) -> None:
    assert as_json(value) == json.dumps(value, ensure_ascii=False, indent=2)
