"""One actor of many forms: mentions of an article joined where its own words join them, and no further.

A name meets a longer form of itself ("Cook", "Peter Cook"), a description meets a name that carries it ("the press
secretary", "Pentagon Press Secretary Peter Cook"). Names that only look alike are never joined.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportedly.coder.callings import is_calling
from reportedly.coder.cues import words
from reportedly.coder.kinds import kind_of_name
from reportedly.coder.mentions import Mention
from reportedly.coder.parse import Parsed
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_TITLE = re.compile(r"^(?:mr|mrs|ms|dr|sir|lord|lady)\.? ", re.I)
_ARTICLE = re.compile(
    r"^(?:the|a|an|another|some|several|many|multiple|two|three|other|his|her|their|its|one of the|one of) ", re.I
)
_INDEFINITE = re.compile(r"(?:an?|another|one|some) ", re.I)
_NAMES_HIMSELF = words("give introduce identify use call know name go")
_BY_NAME = words("as alias name himself herself themselves by pseudonym")
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


def _words(text: str) -> list[str]:
    folded = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+(?:[-.'’][^\W_]+)*", re.sub(r"['’]s\b", "", folded))


def _core(said: str) -> str:
    return _TITLE.sub("", _ARTICLE.sub("", said.strip())).strip()


def new_actor(key: int, block: Parsed, mention: Mention, text: str) -> Actor:
    """The actor that a mention names for the first time."""
    said = text[mention.span.start : mention.span.end]
    alias = _alias(block.doc[mention.head])
    if alias:
        return Actor(key, alias, "person", True, (mention.span,))
    kind = kind_of_name(block.doc[mention.head], block.tokens(mention.span), said)
    named = kind not in ("unnamed_person", "unnamed_group", "population")
    name = person_name(block, mention) if kind == "person" else _core(said)
    return Actor(key, name or said, kind, named, (mention.span,))


def _alias(head: Token) -> str:
    """The name that somebody gives himself or goes by: "a man who gave his name as Ada Lund"; "" if none."""
    if head.pos_ != "NOUN" or not is_calling(head.text):
        return ""
    for child in head.children:
        if child.dep_ not in ("relcl", "acl") or child.lemma_.lower() not in _NAMES_HIMSELF:
            continue
        told = [one for one in child.subtree if one.i > child.i]
        if not any(one.lower_ in _BY_NAME for one in told):
            continue
        sentence = list(head.doc[child.i + 1 : head.sent.end])
        verb = next((one.i for one in sentence if one.pos_ == "VERB"), head.sent.end)
        name = [one for one in sentence if one.i < verb and one.pos_ == "PROPN"]
        run = [one for one in name if name[-1].i - one.i == len(name) - 1 - name.index(one)]
        if run:
            return str(head.doc[run[0].i : run[-1].i + 1].text)
    return ""


def person_name(block: Parsed, mention: Mention) -> str:
    """The name in the words of a person with his titles: "Peter Cook" of "Pentagon Press Secretary Peter Cook"."""
    tokens = block.tokens(mention.span)
    persons = [
        one for one in block.doc.ents if one.label_ == "PERSON" and one.start >= tokens.start and one.end <= tokens.end
    ]
    persons = [one for one in persons if not all(is_calling(word) for word in one.text.split())]
    if persons:  # "Merkel's spokesperson, Steffen Seibert": the name of an owner is another's
        own = min(persons, key=lambda one: _first_joined(one.root).dep_ in ("poss", "pobj"))
        return re.sub(r"['’]s$", "", own.text)
    last = next((token for token in reversed(tokens) if token.pos_ == "PROPN"), None)
    if last is None:
        return ""
    first = last
    while first.i > tokens.start and _goes_on_to(first):
        first = first.nbor(-1)
    return str(block.doc[first.i : last.i + 1].text)


def _first_joined(token: Token) -> Token:
    """The first of the words that "and" joins: of "Ada and | Ole's | mother" whose owner is told by it."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def _goes_on_to(token: Token) -> bool:
    """Whether the word before belongs to a name, too: one with a capital, or a hyphen in it, but no calling."""
    before = token.nbor(-1)
    return (before.pos_ == "PROPN" and not is_calling(before.text)) or (before.text == "-" and not before.whitespace_)


def place_mention(block: Parsed, mention: Mention, text: str, actors: list[Actor]) -> tuple[int, list[Actor]]:
    """The actor that a mention's words name, new or known."""
    fresh = new_actor(len(actors), block, mention, text)
    same = [actor for actor in actors if _is_same(fresh, actor, text)]
    if same:
        # A surname that two bear is of the one whom the article names more often; else of the last one.
        actor = max(same, key=lambda one: (len(one.forms) if _is_surname(fresh) else 0, one.key))
        merged = replace(
            actor,
            name=fresh.name if _is_fuller(fresh, actor) else actor.name,
            kind=_surer(actor.kind, fresh.kind),
            is_named=actor.is_named or fresh.is_named,
            forms=(*actor.forms, mention.span),
        )
        return actor.key, [merged if one.key == actor.key else one for one in actors]
    return fresh.key, [*actors, fresh]


def _is_surname(actor: Actor) -> bool:
    return len(_words(actor.name)) == 1


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
        first = fresh.forms[0]
        if _INDEFINITE.match(text, first.start, first.end):
            return False  # "a protester" is none of whom the article has named
        # "the press secretary" after "Pentagon Press Secretary Peter Cook": all its words are in the longer form.
        return any(len(new) <= len(form) and set(new) <= set(form) for form in described) and len(new) >= 1
    if fresh.is_named and actor.is_named:
        return _is_short_form(fresh.name, actor, text) or _is_short_form(actor.name, fresh, text)
    return tuple(new) in described


def _is_short_form(short: str, actor: Actor, text: str) -> bool:
    """Initials, or the bracketed acronym that a longer form prints: "SDF" of "Syrian Democratic Forces (SDF)"."""
    parts = [word for word in actor.name.split() if word.lower() not in ("of", "the", "and", "for", "in")]
    initials = "".join(word[0] for word in parts) if all(word[:1].isupper() for word in parts) else ""
    bare = short.replace(".", "")
    if bare.isupper() and 2 <= len(bare) <= 7 and bare == initials:
        return True
    return any(short in _ACRONYM.findall(text[form.start : form.end + len(short) + 3]) for form in actor.forms)
