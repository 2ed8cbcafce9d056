"""Who each source of an article is: its mentions in the order of the text, joined to actors.

Names and descriptions are joined by `actors`, pronouns by `pronouns`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.actors import Actor, new_actor, place_mention
from reportedly.coder.descriptions import Known, appositives, described, noun_described
from reportedly.coder.kinds import is_institution
from reportedly.coder.mentions import Mention
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import source_tokens
from reportedly.coder.pronouns import Seen, antecedent, gender_of
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token


def resolve_mentions(
    parsed: tuple[Parsed, ...], mentions: Iterable[tuple[Mention, int]], quoted: tuple[Span, ...], text: str
) -> tuple[dict[Span, int], tuple[Actor, ...]]:
    """The actor of each source mention, by the mention's place, and all actors of the article that speak.

    `mentions`: sources with the index of their block. Persons who are named but never speak are known to the pronouns,
    and dropped at the end.
    """
    wanted = {mention.span: (mention, block) for mention, block in mentions}
    everyone = dict(wanted)
    surnames = {entity.text.split()[-1] for block in parsed for entity in block.doc.ents if _is_full_name(entity)}
    for index, block in enumerate(parsed):
        for mention in (*_named_persons(block, surnames), *_agents(block), *_acting_pronouns(block)):
            if not any(span.shared(mention.span) for span in everyone) and not _within(mention.span, quoted):
                everyone[mention.span] = (mention, index)
    actors: list[Actor] = []
    seen: list[Seen] = []
    of: dict[Span, int] = {}
    later: list[Span] = []
    genders: dict[int, str] = {}
    called: dict[int, set[str]] = {}  # "the Red Circle, an aid | group"
    for span in sorted(everyone):
        mention, index = everyone[span]
        block = parsed[index]
        if mention.is_pronoun:
            pronoun = cues.OF_PRONOUN.get(block.doc[mention.head].lower_, block.doc[mention.head].lower_)
            key = antecedent(pronoun, index, seen, {actor.key: actor for actor in actors}, genders)
            if key is None:
                later += [span] if span in wanted else []
                continue
            if pronoun in ("he", "she") and span in wanted:
                genders.setdefault(key, pronoun)
            of[span] = key
            seen.append(Seen(index, key, 0 if span in wanted else 1))
            continue
        noun = noun_described(block, mention) if span in wanted else None
        known = Known({actor.key: actor for actor in actors}, called, text) if noun else None
        meant = described(noun, index, seen, known) if noun and known else None
        if meant is not None:
            of[span] = meant
            seen.append(Seen(index, meant, 0))
            continue
        key, actors = place_mention(block, mention, text, actors)
        gender = gender_of(text[span.start : span.end])
        if gender is not None and actors[key].is_person:
            genders[key] = gender
        called.setdefault(key, set()).update(appositives(block.doc[mention.head]))
        of[span] = key
        if not _within(span, quoted):
            is_subject = _is_subject(block.doc[mention.head])
            role = (
                0 if span in wanted or (is_subject and _leads_in(block.doc[mention.head])) else 1 if is_subject else 2
            )
            seen.append(Seen(index, key, role))
    for span in later:
        mention, index = everyone[span]
        actors = [*actors, new_actor(len(actors), parsed[index], mention, text)]
        of[span] = len(actors) - 1
    return {span: of[span] for span in wanted}, tuple(actors)


def _within(span: Span, quoted: tuple[Span, ...]) -> bool:
    return any(one.start <= span.start < one.end for one in quoted)


def _is_subject(token: Token) -> bool:
    while token.dep_ in ("appos", "compound") and token.head.i < token.i:
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")


def _leads_in(head: Token) -> bool:
    """Whether a person's clause ends in a colon, and what follows may be his: "Lund counted more: ten, he said, …"."""
    return any(one.text == ":" and one.i > head.i for one in head.sent)


def _is_full_name(entity: Tokens) -> bool:
    return entity.label_ == "PERSON" and len(entity) > 1 and entity[-1].text[:1].isupper() and len(entity[-1].text) > 2


def _named_persons(block: Parsed, surnames: set[str]) -> Iterable[Mention]:
    """Persons by the model's labels, and surnames of theirs that stand alone, whatever the model calls them."""
    named: set[int] = set()
    for entity in block.doc.ents:
        if entity.label_ == "PERSON" and entity.root.pos_ == "PROPN":
            last = entity.end - 1 - (entity[-1].lower_ in ("'s", "'"))
            named |= set(range(entity.start, entity.end))
            yield Mention(block.span(entity.start, last), entity.root.i, False)
    for token in block.doc:
        if token.text in surnames and token.i not in named and not _in_longer_name(token):
            yield Mention(block.span(token.i, token.i), token.i, False)


def _in_longer_name(token: Token) -> bool:
    return token.dep_ == "compound" or any(
        child.dep_ == "compound" and child.pos_ == "PROPN" for child in token.children
    )


def _acting_pronouns(block: Parsed) -> Iterable[Mention]:
    """He and she as subjects, though they say nothing: whom the next "he" means."""
    for token in block.doc:
        if token.lower_ in ("he", "she") and _is_subject(token):
            yield Mention(block.span(token.i, token.i), token.i, True)


def _agents(block: Parsed) -> Iterable[Mention]:
    """Subjects that are persons or bodies told by what they are: whom a pronoun may mean though they say nothing."""
    for token in block.doc:
        if (
            token.dep_ not in ("nsubj", "nsubjpass")
            or token.pos_ not in ("NOUN", "PROPN")
            or token.ent_type_ == "PERSON"
        ):
            continue
        if (
            token.lemma_.lower() in cues.UNNAMED_NOUNS | cues.OFFICES
            or is_institution(token)
            or token.ent_type_ in ("ORG", "GPE")
        ):
            first, last = source_tokens(token)
            yield Mention(block.span(first, last), token.i, False)


def slug(name: str) -> str:
    """An id made of a name: lower case, ASCII where it can be, words joined by hyphens.

    >>> slug("Andrés Manuel López Obrador")
    'andres-manuel-lopez-obrador'
    """
    folded = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
