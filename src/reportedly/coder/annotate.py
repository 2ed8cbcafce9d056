"""The components of a spaCy pipeline over the paragraphs of an article, as spaCy runs them, in less time.

Own steps, since the labels are the same in about half of the time (spaCy 3.8.18; `docs/performance.md`):

- a transition component (parser, ner) takes its greedy steps through its public methods. Its own loop gives the
  interpreter lock away and takes it back for every label that could begin at a token, which is half of the time of
  the entity recogniser;
- matrices are multiplied by NumPy (`load_model` asks thinc for it) in one thread: they are small, so that a second
  thread costs more than it brings, and the processes of a batch would get into each other's way.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController


def annotate(docs: Sequence[Doc], nlp: Language) -> tuple[Doc, ...]:
    """The documents, annotated by every component of the pipeline in turn; all of them are one batch."""
    done = list(docs)
    with _blas().limit(limits=1, user_api="blas"):
        component: Any
        for _, component in nlp.pipeline:
            if _is_greedy(component) and any(len(doc) for doc in done):
                component.set_annotations(done, _states(component, done))
            elif hasattr(component, "pipe"):
                done = list(component.pipe(done, batch_size=max(1, len(done))))
            else:
                done = [component(doc) for doc in done]
    return tuple(done)


@cache
def _blas() -> ThreadpoolController:
    """The libraries of linear algebra that this process has loaded."""
    from threadpoolctl import ThreadpoolController  # noqa: PLC0415  an extra

    return ThreadpoolController()


def _is_greedy(component: Any) -> bool:
    """Whether a component is spaCy's own transition parser, and takes the best step each time."""
    from spacy.pipeline import DependencyParser, EntityRecognizer  # noqa: PLC0415  an extra, and heavy

    return type(component) in (DependencyParser, EntityRecognizer) and component.cfg["beam_width"] == 1


def _states(component: Any, docs: list[Doc]) -> Any:
    """The final state of each document: `TransitionParser.greedy_parse`, step by step."""
    states = component.moves.init_batch(docs)
    model = component.model.predict(docs)
    going = [state for state in states if not state.is_final()]
    while going:
        going = component.transition_states(going, model.predict(going))
    model.clear_memory()
    return states
