"""The codebook cannot lag behind the contract."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from reportedly.standard import read_standard
from reportedly.standard.quantities import read_quantity
from reportedly.standard.to_codebook import with_generated_part

CODEBOOK = Path(__file__).resolve().parents[1] / "CODEBOOK.md"


def test_the_generated_part_is_what_the_schemas_give():
    written = CODEBOOK.read_text("utf-8")
    assert with_generated_part(written, read_standard()) == written, "run python scripts/codebook.py"


def test_the_example_coding_is_yaml_and_uses_only_known_columns():
    example = re.search(r"```yaml\n(.*?)```", CODEBOOK.read_text("utf-8"), re.DOTALL)
    assert example is not None
    coding = yaml.safe_load(example.group(1))
    tables = read_standard().tables
    claims = [
        claim
        for block in coding["blocks"]
        for sentence in block.get("sentences", [])
        for claim in sentence.get("claims", [])
    ]
    columns = {field.name for field in tables["claims"].coded()}
    assert claims
    for claim in claims:
        assert set(claim) <= columns | {"label", "quote_in", "said_by", "casualties", "relations"}


def test_the_lexicon_reads_the_words_of_the_quantity_table_as_the_table_says():
    section = CODEBOOK.read_text("utf-8").partition("## Quantities")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("| ")
    ]
    lexicon = read_standard().lexicon
    read = 0
    for words, form, _bounds in rows[1:]:
        for alternative in re.sub(r"\(.*?\)|, under .*|: a .*", "", words).split(";"):
            quantity = read_quantity(alternative.strip(), lexicon)
            if quantity and form not in ("possible", "definite"):
                assert quantity.form == form, alternative
                read += 1
    assert read >= 12
