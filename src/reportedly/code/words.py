"""What the descriptor of a machine-coded package says of itself and of the run that made it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reportedly import __version__
from reportedly.coder.batch import code_hash
from reportedly.coder.inputs import Wanted
from reportedly.coder.model import ModelInfo
from reportedly.coder.openai_compatible import ChatModel

RUN_KEY = "reportedly:run"


def run_words(info: ModelInfo, wanted: Wanted, proposer: ChatModel | None, paths: Sequence[Path]) -> dict[str, Any]:
    """What the descriptor says of a package that the machine coded, and of the run that made it."""
    return {
        "name": "machine-coded-articles",
        "title": "Articles coded by machine",
        "description": "Claims that reportedly's machine coder read off news articles. No row has been reviewed.",
        "version": "0.0.0",
        "created": _created(paths),
        "licenses": [{"name": "notspecified", "title": "No licence is stated: who publishes the tables states one"}],
        RUN_KEY: {
            "version": __version__,
            "code": code_hash(),
            "model": {"name": info.name, "version": info.version, "sha256": info.sha256},
            "settings": {
                "published": wanted.published,
                "publisher": wanted.publisher,
                "max_chars": wanted.max_chars,
            },
            **({"proposals": {"model": proposer.model, "prompt": proposer.prompt_hash}} if proposer else {}),
        },
    }


def _created(paths: Sequence[Path]) -> str:
    """When the newest input was written, or SOURCE_DATE_EPOCH: no two runs have their own time in common."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    files = [file for path in paths for file in (path.glob("*.txt") if path.is_dir() else [path]) if file.is_file()]
    moment = float(stated) if stated.isdigit() else max((file.stat().st_mtime for file in files), default=0.0)
    return f"{datetime.fromtimestamp(int(moment), UTC):%Y-%m-%dT%H:%M:%SZ}"
