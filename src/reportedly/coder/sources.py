"""Who a source is: mentions of one article joined to one actor where its own words join them, and no further.

A name meets a longer form of itself ("Cook", "Peter Cook"), a description meets a name that carries it ("the press
secretary", "Pentagon Press Secretary Peter Cook"), a pronoun the nearest source or person that it may stand for. Names
that only look alike are never joined.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.kinds import is_institution, kind_of_name
from reportedly.coder.mentions import Mention
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import source_tokens
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_TITLE = re.compile(r"^(?:mr|mrs|ms|dr|sir|lord|lady)\.? ", re.I)
_ARTICLE = re.compile(
    r"^(?:the|a|an|another|some|several|many|multiple|two|three|other|his|her|their|its|one of the|one of) ", re.I
)
_ACRONYM = re.compile(r"\(([A-Z][A-Z&-]{1,7})\)")


@dataclass(frozen=True)
class Actor:
    """An actor of the article. `key` is its place among the article's actors; `forms` are the words that name it."""

    key: int
    name: str
    kind: str
    is_named: bool
    forms: tuple[Span, ...] = field(default=())

    @property
    def is_person(self) -> bool:
        """Whether he or she may stand for it."""
        return self.kind in ("person", "unnamed_person")

    @property
    def is_many(self) -> bool:
        """Whether they may stand for it."""
        return self.kind in ("unnamed_group", "population") or not self.is_person


@dataclass(frozen=True)
class Known:
    """A mention with its actor."""

    mention: Mention
    actor: int


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
        for mention in (*_named_persons(block, surnames), *_agents(block)):
            if not any(_touch(span, mention.span) for span in everyone) and not _within(mention.span, quoted):
                everyone[mention.span] = (mention, index)
    actors: list[Actor] = []
    seen: list[tuple[Span, int, int]] = []  # places of actors so far: 0 where they speak, 1 where they act, else 2
    of: dict[Span, int] = {}
    later: list[Span] = []
    for span in sorted(everyone):
        mention, index = everyone[span]
        block = parsed[index]
        if mention.is_pronoun:
            key = _antecedent(block.doc[mention.head], span, seen, actors, parsed, index)
            if key is None:
                later.append(span)
                continue
            of[span] = key
            seen.append((span, key, 0 if span in wanted else 1))
            continue
        key, actors = _place(block, mention, text, actors)
        of[span] = key
        if not _within(span, quoted):
            role = 0 if span in wanted else 1 if _is_subject(block.doc[mention.head]) else 2
            seen.append((span, key, role))
    for span in later:
        mention, index = everyone[span]
        actors = [*actors, _new(len(actors), parsed[index], mention, text)]
        of[span] = len(actors) - 1
    return {span: of[span] for span in wanted}, tuple(actors)


def _within(span: Span, quoted: tuple[Span, ...]) -> bool:
    return any(one.start <= span.start < one.end for one in quoted)


def _touch(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end


def _is_subject(token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass")


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


def _agents(block: Parsed) -> Iterable[Mention]:
    """Subjects that are persons or bodies told by what they are: whom a pronoun may mean though they say nothing."""
    for token in block.doc:
        if (
            token.dep_ not in ("nsubj", "nsubjpass")
            or token.pos_ not in ("NOUN", "PROPN")
            or token.ent_type_ == "PERSON"
        ):
            continue
        if token.lemma_.lower() in cues.UNNAMED_NOUNS or is_institution(token) or token.ent_type_ in ("ORG", "GPE"):
            first, last = source_tokens(token)
            yield Mention(block.span(first, last), token.i, False)


def _words(text: str) -> list[str]:
    folded = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+(?:[-.'’][^\W_]+)*", re.sub(r"['’]s\b", "", folded))


def _core(words: str) -> str:
    return _TITLE.sub("", _ARTICLE.sub("", words.strip())).strip()


def _new(key: int, block: Parsed, mention: Mention, text: str) -> Actor:
    words = text[mention.span.start : mention.span.end]
    kind = kind_of_name(block.doc[mention.head], block.tokens(mention.span), words)
    named = kind not in ("unnamed_person", "unnamed_group", "population")
    name = person_name(block, mention) if kind == "person" else _core(words)
    return Actor(key, name or words, kind, named, (mention.span,))


def person_name(block: Parsed, mention: Mention) -> str:
    """The name in the words of a person with his titles: "Peter Cook" of "Pentagon Press Secretary Peter Cook"."""
    tokens = block.tokens(mention.span)
    for entity in block.doc.ents:
        if entity.label_ == "PERSON" and entity.start >= tokens.start and entity.end <= tokens.end:
            return re.sub(r"['’]s$", "", entity.text)
    run: list[str] = []
    for token in tokens:
        run = [*run, token.text] if token.pos_ == "PROPN" else ([] if token.i <= mention.head else run)
    return " ".join(run[-2:])


def _place(block: Parsed, mention: Mention, text: str, actors: list[Actor]) -> tuple[int, list[Actor]]:
    """The actor that a mention's words name, new or known."""
    fresh = _new(len(actors), block, mention, text)
    for actor in reversed(actors):
        if _is_same(fresh, actor, text):
            merged = replace(
                actor,
                name=fresh.name if _is_fuller(fresh, actor) else actor.name,
                kind=_surer(actor.kind, fresh.kind),
                is_named=actor.is_named or fresh.is_named,
                forms=(*actor.forms, mention.span),
            )
            return actor.key, [merged if one.key == actor.key else one for one in actors]
    return fresh.key, [*actors, fresh]


def _is_fuller(fresh: Actor, actor: Actor) -> bool:
    if fresh.is_named != actor.is_named:
        return fresh.is_named
    return fresh.kind == "person" and len(_words(fresh.name)) > len(_words(actor.name))


def _surer(known: str, fresh: str) -> str:
    return fresh if known in ("unnamed_person", "unnamed_group") and fresh not in ("unnamed_group",) else known


def _is_same(fresh: Actor, actor: Actor, text: str) -> bool:
    new, old = _words(fresh.name), _words(actor.name)
    if not new or not old:
        return False
    if new == old and (fresh.is_person == actor.is_person or fresh.is_named == actor.is_named):
        return True
    if actor.kind == "person" and len(new) == 1 and new[-1] == old[-1] and len(old) > 1:
        return True
    if fresh.kind == "person" and actor.kind == "person":
        return new[-1] == old[-1] and (len(new) == 1 or len(old) == 1 or new[0] == old[0])
    if fresh.kind == "person" and actor.kind != "person":
        return False
    described = {tuple(_words(_core(text[form.start : form.end]))) for form in actor.forms}
    new = ["minister" if word == "secretary" else word for word in new]
    described = {tuple("minister" if word == "secretary" else word for word in form) for form in described}
    if actor.kind == "person" and fresh.kind == "unnamed_person":
        # "the press secretary" after "Pentagon Press Secretary Peter Cook": all its words are in the longer form.
        return any(len(new) <= len(form) and set(new) <= set(form) for form in described) and len(new) >= 1
    if fresh.is_named and actor.is_named:
        return _is_short_form(fresh.name, actor, text) or _is_short_form(actor.name, fresh, text)
    return tuple(new) in described


def _is_short_form(short: str, actor: Actor, text: str) -> bool:
    """Initials, or the bracketed acronym that a longer form prints: "SDF" of "Syrian Democratic Forces (SDF)"."""
    words = [word for word in actor.name.split() if word.lower() not in ("of", "the", "and", "for", "in")]
    initials = "".join(word[0] for word in words) if all(word[:1].isupper() for word in words) else ""
    bare = short.replace(".", "")
    if bare.isupper() and 2 <= len(bare) <= 7 and bare == initials:
        return True
    return any(short in _ACRONYM.findall(text[form.start : form.end + len(short) + 3]) for form in actor.forms)


def _antecedent(
    pronoun: Token,
    at: Span,
    seen: list[tuple[Span, int, int]],
    actors: list[Actor],
    parsed: tuple[Parsed, ...],
    index: int,
) -> int | None:
    """The actor that a pronoun stands for: the nearest that fits, acting ones of the same paragraph first."""
    word = pronoun.lower_
    by_key = {actor.key: actor for actor in actors}
    best: tuple[float, int] | None = None
    away = 1.5 if word in cues.PRONOUNS_PERSON else 0.5
    for span, key, role in reversed(seen):
        actor = by_key[key]
        if word in cues.PRONOUNS_PERSON and not actor.is_person:
            continue
        if word == "they" and not actor.is_many:
            continue
        if word == "it" and (actor.is_person or actor.kind in ("unnamed_group", "population")):
            continue
        blocks = sum(1 for block in parsed[: index + 1] if span.end <= block.block.span.start <= at.start)
        if blocks > 4:
            break
        score = role + away * blocks
        if best is None or score < best[0]:
            best = (score, key)
    return best[1] if best else None


def slug(name: str) -> str:
    """An id made of a name: lower case, ASCII where it can be, words joined by hyphens.

    >>> slug("Andrés Manuel López Obrador")
    'andres-manuel-lopez-obrador'
    """
    folded = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
