"""What kind of actor words name, from the head noun and the entity label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.callings import is_called, is_calling

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_MILITARY = re.compile(
    r"\b(?:army|navy|air force|armed forces|military|defen[cs]e forces?|centcom|central command|marines?|coast guard"
    r"|nato|troops|battalion|brigade|regiment|guard corps)\b",
    re.I,
)
_GOVERNMENT = re.compile(
    r"\b(?:government|ministry|ministries|department|agency|office|authority|authorities|administration|police|court"
    r"|embassy|council|commission|bureau|service|white house|pentagon|kremlin|downing street|fbi|cia|state media"
    r"|sheriff|prosecutors?|cabinet|committee|board|customs|district|city|county|province|security forces"
    r"|foreign office|home office|treasury|parliamentary|union|united nations|un|u\.n\.|organization|organisation)\b",
    re.I,
)
_MEDIA = re.compile(
    r"\b(?:news|times|post|media|television|tv|radio|agency|reuters|associated press|ap|afp|agence|bbc|cnn|npr|abc|nbc"
    r"|cbs|newspaper|guardian|telegraph|journal|magazine|press|broadcaster|broadcasting"
    r"|herald|tribune|daily|gazette|outlets?)\b",
    re.I,
)
_ARMED = re.compile(
    r"\b(?:militia|militants?|rebels?|insurgents?|jihadists?|brigades?|resistance|liberation|taliban|state group"
    r"|islamic state|isis|isil|daesh|front|movement)\b",
    re.I,
)
_PARTY = re.compile(
    r"\b(?:party|parliament|congress|senate|assembly|campaign|democrats|republicans|conservatives|labour)\b", re.I
)
_STATE_VOICES = cues.words("media television tv radio broadcaster newspaper agency")
_PLURAL = cues.words("NNS NNPS")
_LONE = 2  # words; two capitals may be a headline's
_NATIONS = cues.words("country countries nation nations states")
_MANY = cues.words("people police media staff others some many several")
_INSTITUTIONS = cues.words(
    "police government ministry department agency army military navy court council commission company group "
    "organisation organization office authority authorities union party parliament congress senate committee club "
    "team bank university school hospital airline newspaper network station channel website statement report study "
    "survey archive service bureau embassy administration mission contingent headquarters secretariat directorate "
    "inspectorate registry observatory watchdog charity foundation trust institute association federation league "
    "command movement faction militia coalition alliance opposition cabinet presidency tribunal firm operator carrier "
    "manufacturer retailer clinic morgue brigade battalion regiment squadron force coastguard consulate delegation "
    "municipality prefecture fund insurer bank utility hotline collective forum church diocese parish monitor ngo "
    "guild society syndicate chamber prosecution regulator college academy junta regime bloc"
)


def kind_of_name(head: Token, tokens: Tokens, words: str) -> str:
    """The term of `actor_kind` for a source's words."""
    return _kind_by_head(head, tokens) or _kind_by_name(head, tokens, words)


def _kind_by_head(head: Token, tokens: Tokens) -> str | None:
    """What the head noun alone decides: pronouns, nations, state media, persons told by what they are."""
    if head.pos_ == "PRON":
        return "unnamed_group" if head.lower_ in ("they", "we") else "unnamed_person"
    if head.lower_ in _NATIONS and head.pos_ == "NOUN":
        return "state"
    if head.lower_ in _STATE_VOICES and any(token.lower_ in ("state", "official", "state-run") for token in tokens):
        return "media"
    if head.lower_ in ("prosecutors", "authorities"):
        return "government_body"
    is_noun = head.pos_ == "NOUN" or head.lower_ == "one"  # "one of the medics, Ada Lund"
    if is_noun and not is_institution(head) and _own_name(head, tokens):
        return _kind_of_own_name(_own_name(head, tokens))
    if _is_unnamed(head, tokens):
        return "unnamed_group" if head.tag_ in _PLURAL or head.lower_ in _MANY else "unnamed_person"
    return None


def _kind_by_name(head: Token, tokens: Tokens, words: str) -> str:
    """What a name says of its bearer: by the model's label, else by the words in it."""
    is_body = _is_told_body(head) or bool(
        _NOT_PERSONAL.search(head.text) or _ARMED.fullmatch(head.text) or _MILITARY.fullmatch(head.text)
    )
    may_bear = head.pos_ == "PROPN" and not is_institution(head)
    if not is_body and (head.ent_type_ == "PERSON" or (may_bear and _bears(head, tokens))):
        return "person"
    if head.pos_ == "PROPN" and is_calling(head.text):
        return "person"
    before_of = words.partition(" of ")[0]  # "Major Ana Lund | of the army"
    words = before_of if head.text in before_of else words
    if head.pos_ == "PROPN" and is_called(words) and not re.search(_NOT_PERSONAL, words.rsplit(maxsplit=1)[-1]):
        return "person"
    for kind, pattern in (("armed_group", _ARMED), ("military", _MILITARY), ("political_body", _PARTY)):
        if pattern.search(words):
            return kind
    if head.ent_type_ in ("GPE", "LOC") and head.pos_ == "PROPN":
        return "state"
    if head.ent_type_ == "NORP":
        return "population"
    if _MEDIA.search(words) and not re.search(r"\b(?:intelligence|health|police|state) ", words, re.I):
        return "media"
    if _GOVERNMENT.search(words) or is_institution(head):
        return "government_body"
    if head.pos_ == "PROPN" or _is_capital(head):
        return "person" if not is_body and _looks_personal(head, tokens) else "government_body"
    return "unnamed_group" if head.tag_ in _PLURAL else "unnamed_person"


def _own_name(head: Token, tokens: Tokens) -> list[Token]:
    """The name that a description gives its own head: "the police chief Greg Allen", "his father, Abdullah Kurdi".

    Names of owners ("Trump's lawyer") and names after a preposition ("the mayor of Paris") are of others.
    """
    others = {
        one.i
        for token in tokens
        if token.dep_ in ("poss", "prep", "nmod", "relcl", "acl")
        for one in token.subtree
        if token != head
    }
    own = [token for token in tokens if token.pos_ == "PROPN" and token.i > head.i and token.i not in others]
    return own if own and own[-1].i == max(t.i for t in tokens if t.i not in others and t.text != ")") else []


def _kind_of_own_name(name: list[Token]) -> str:
    words = " ".join(token.text for token in name)
    if any(token.ent_type_ == "PERSON" for token in name) or (len(name) <= 3 and not re.search(_NOT_PERSONAL, words)):
        return "person"
    if _MILITARY.search(words):
        return "military"
    return "armed_group" if _ARMED.search(words) or re.search(r"\bForces?\b", words) else "government_body"


_NOT_PERSONAL = re.compile(
    r"\b(?:Forces?|Party|Council|Union|Group|Army|Front|Agency|Ministry|Police|News|Forum|Network|Society|Trust|Foundation"
    r"|Institute|Association|Committee|Commission|Brigades|Coalition|Alliance|Movement|League|Federation|Authority|Service"
    r"|Office|Centre|Center|Company|University|Hospital|Bureau|Department|Board|Court|Fund|Congress|Cartel|Militia|[A-Z]{2,})\b"
)


def is_institution(head: Token) -> bool:
    """Whether a noun is that of a body with a name or an address: its words are nobody's in particular."""
    return head.lemma_.lower() in _INSTITUTIONS or head.lower_ in _INSTITUTIONS


def _is_unnamed(head: Token, tokens: Tokens) -> bool:
    """Persons told by what they are ("officials", "a spokesperson"), with no name of theirs beside it."""
    if (head.pos_ == "PROPN" or _is_capital(head)) and head.lower_ not in cues.UNNAMED_NOUNS:
        return False
    if len(tokens) > _LONE and all(one.text[:1].isupper() for one in tokens if one.pos_ != "ADP"):
        return False  # "Doctors Across Seas"
    if head.lower_ not in cues.UNNAMED_NOUNS and head.lemma_.lower() not in cues.UNNAMED_NOUNS:
        return head.pos_ in ("NOUN", "ADJ", "NUM", "DET") and not is_institution(head)
    return not any(
        entity.label_ == "PERSON" and entity.start >= tokens.start for entity in tokens.ents if _names(entity, head)
    )


def _is_capital(head: Token) -> bool:
    """Whether a noun within a sentence is written as a name: "the Observatory for Rights"."""
    return head.text[:1].isupper() and head.i > head.sent.start and not is_calling(head.text)


def _names(entity: Tokens, head: Token) -> bool:
    """Whether a person's name in the phrase names its head, and is not an owner's ("Trump's lawyer")."""
    root = entity.root
    return (
        root == head
        or (root.dep_ in ("appos", "compound") and (root.head == head or head.head == root))
        or (root.dep_ == "nsubj" and root.i > head.i)
    )


def _is_told_body(head: Token) -> bool:
    """Whether the article tells that a name is a body's: "Open Harbour, an aid group", "Open Harbour, which …"."""
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN" and is_institution(child):
            return True
        if child.dep_ == "relcl" and any(one.lower_ == "which" and one.dep_ == "nsubj" for one in child.children):
            return True
    return False


def _bears(head: Token, tokens: Tokens) -> bool:
    """Whether a person's name among the words is that of their head, not of a place or owner ("the House of Ada Lund").

    The model's parse of names is weak: only what a preposition of the head governs is another's.
    """
    return any(
        entity.label_ == "PERSON" and not (entity.root.dep_ == "pobj" and entity.root.head.head == head)
        for entity in tokens.ents
    )


def _looks_personal(head: Token, tokens: Tokens) -> bool:
    run = [token for token in tokens if token.pos_ == "PROPN"]
    return (
        1 < len(run) <= 4
        and tokens[0].lower_ != "the"
        and all(token.text[0].isupper() and not token.text.isupper() for token in run)
        and not head.ent_type_
    )
