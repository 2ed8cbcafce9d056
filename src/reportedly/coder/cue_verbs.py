"""Which verbs attribute where they stand: told as a fact, by somebody who can speak, no aside of another cue.

Convention: what is planned, asked for or denied to have been said is no attribution; footage shows but says nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.cues import words
from reportedly.coder.kinds import is_institution
from reportedly.coder.parse import Parsed
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = words("VBD VBZ VBP MD")
_HEADLINE = {
    "says": "say",
    "claims": "claim",
    "warns": "warn",
    "denies": "deny",
    "confirms": "confirm",
    "admits": "admit",
    "announces": "announce",
    "reports": "report",
    "alleges": "allege",
    "allege": "allege",
}
_MOVING = words("up in off down over away back")  # "showed up", "sworn in" tell nothing
_MODALS = words("would could may might should will must can wo ca")
# "do not believe that", "did not deny that": of these the denial itself is a stance.
_STANCE_IF_DENIED = cues.BELIEF | words("deny dispute agree accept recognise recognize")
_GOES_ON = cues.CLAUSE | cues.COMPLEMENT | {"call", "describe", "cite", "deny", "label"}
_NEXT = cues.CLAUSE | cues.COMPLEMENT | {"call", "show"}
_NAMES = words("name names surname surnames identity identities")
_DENYING = words("deny reject refute rebut dispute dismiss")
_FIGURES = cues.PUTTING | cues.COUNTING | {"speak", "talk", "give", "count"}
_MUTE = words("footage video image photo photograph picture camera law bill")
_SHOWS = words("show find indicate suggest reveal confirm mean predict estimate determine")


def is_cue(token: Token) -> bool:
    """Whether a verb may attribute: an event of saying, not a participle that describes a noun."""
    if token.pos_ not in ("VERB", "AUX") and not (token.pos_ in ("NOUN", "PROPN", "ADJ") and looks_said(token)):
        return False
    if any(child.dep_ == "prt" and child.lower_ in _MOVING for child in token.children):
        return False
    return token.dep_ not in ("amod", "compound")


def looks_said(token: Token) -> bool:
    """A verb that the tagger took for a noun: "Trump says", "prosecutors allege"."""
    return token.lower_ in _HEADLINE and token.i > 0 and token.nbor(-1).pos_ in ("PROPN", "NOUN")


def lemma_of(verb: Token) -> str:
    """The verb's base form, also where the tagger took it for a noun."""
    return _HEADLINE[verb.lower_] if looks_said(verb) else verb.lemma_.lower()


def is_hypothetical(verb: Token) -> bool:
    """Whether the saying is planned, possible, asked for or denied."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg")}
    if helpers & _MODALS:
        return verb.lemma_.lower() not in ("say", "argue")
    if helpers & {"not", "n't", "never"}:
        return verb.lemma_.lower() not in _STANCE_IF_DENIED
    is_purpose = "to" in helpers and verb.dep_ in ("xcomp", "advcl", "acl", "relcl")
    is_said = verb.lemma_.lower() not in _SHOWS and any(child.dep_ == "ccomp" for child in verb.children)
    return is_purpose and not is_said


def is_denial(verb: Token) -> bool:
    """Whether a cue puts its content as not so: "denied", "dismissed", "pleaded not guilty to"."""
    lemma = verb.lemma_.lower()
    return lemma in _DENYING or (
        lemma == "plead" and any(part.dep_ == "neg" for child in verb.children for part in (child, *child.children))
    )


def is_for_no_name(verb: Token) -> bool:
    """Whether somebody asks only not to be named: "asked that | his surname not be used"."""
    clauses = [child for child in verb.children if child.dep_ == "ccomp"] if verb.lemma_.lower() == "ask" else []
    asked = [one for clause in clauses for one in clause.children if one.dep_ in ("nsubj", "nsubjpass")]
    return any(one.lower_ in _NAMES and one.left_edge.dep_ == "poss" for one in asked)


def is_only_possible(verb: Token) -> bool:
    """Whether a saying would, could or may come: "it said it | would respond" is a word of who said so."""
    has_modal = any(child.dep_ == "aux" and child.lower_ in _MODALS for child in verb.children)
    return has_modal and verb.lemma_.lower() != "say"


def is_evidence(head: Token, lemma: str) -> bool:
    """Footage and things show; they say nothing. Words do: a statement says. Persons and bodies may show as well."""
    if head.lemma_.lower() in _MUTE:
        return True
    if lemma not in _SHOWS:
        return False
    speaks = (
        head.pos_ in ("PROPN", "PRON")
        or is_institution(head)
        or head.lemma_.lower() in cues.SPEAKERS
        or head.lemma_.lower().endswith("ist")
    )
    return not speaks or head.lower_ in ("it", "this", "that", "which")


def is_aside_cue(verb: Token) -> bool:
    """A participle after a comma that goes on with the outer speaker's words: ", adding that …", ", blaming …"."""
    return (
        verb.dep_ in ("advcl", "conj", "dep")
        and verb.tag_ == "VBG"
        and verb.i > 0
        and verb.nbor(-1).text == ","
        and verb.lemma_.lower() in _GOES_ON
    )


def is_next_cue(verb: Token) -> bool:
    """A verb of saying joined to a content: it goes on with the outer speaker, or brings another.

    "… and urged the crowd", "… while the minister wrote".
    """
    if verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    own = has_own_subject(verb)
    if verb.lemma_.lower() not in _NEXT and not (own and _tells_figure(verb)):
        return False
    if verb.dep_ == "conj":
        return not own or (verb.left_edge.i > 0 and verb.left_edge.nbor(-1).lower_ in ("and", "but"))
    return verb.dep_ == "advcl" and own and any(child.lower_ in ("while", "as", "whereas") for child in verb.children)


def _tells_figure(verb: Token) -> bool:
    """Whether a verb sets a figure beside another's: "… while the rebels | put the toll at 20"."""
    return verb.lemma_.lower() in _FIGURES and any(one.like_num for one in verb.subtree if one.i > verb.i)


def is_inserted(verb: Token) -> bool:
    """A cue of a relative clause after a comma, which tells more: "he may go, which he | said | would help"."""
    if verb.dep_ != "relcl" or verb.lemma_.lower() not in cues.CLAUSE or verb.left_edge.nbor(-1).text != ",":
        return False
    return any(child.dep_ == "nsubj" and child.lower_ not in cues.RELATIVE for child in verb.children)


def is_against(token: Token) -> bool:
    """A word that sets what somebody else says against a content: "… despite residents saying they were there"."""
    if token.lower_ != "despite":
        return False
    said = [
        one for child in token.children for one in (child, *child.children) if one.tag_ == "VBG" and one.i > token.i
    ]
    return any(one.lemma_.lower() in cues.CLAUSE or one.lemma_.lower() == "show" for one in said)


def _said_before(verb: Token) -> Token | None:
    """The cue that the participle after its comma goes on from: "…, the army | said on Monday, | adding"."""
    for token in reversed(verb.doc[max(verb.sent.start, verb.i - 5) : verb.i - 1]):
        if token.pos_ in ("VERB", "AUX"):
            is_said = token.tag_ in FINITE and token.lemma_.lower() in cues.CLAUSE and has_own_subject(token)
            return token if is_said else None
    return None


def speaking_verb(verb: Token) -> Token:
    """The verb whose subject speaks: for ", blaming …" inside a content that of the outer cue."""
    before = _said_before(verb) if is_aside_cue(verb) else None
    if before is not None:
        return before
    if is_aside_cue(verb) or (verb.dep_ == "conj" and is_next_cue(verb) and not has_own_subject(verb)):
        head = verb.head
        while head.dep_ in ("ccomp", "conj") and head.head.lemma_.lower() not in cues.CLAUSE and head.head != head:
            head = head.head
        if head.dep_ == "ccomp" and head.head.lemma_.lower() in cues.CLAUSE:
            return head.head
    return verb


def has_own_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own, not one shared with another verb."""
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def is_citing(token: Token) -> bool:
    """Whether a token lies in an aside that names a deeper source: ", citing officials"."""
    while token.head != token:
        if token.dep_ in ("advcl", "acl") and token.lemma_.lower() in ("cite", "quote") and token.tag_ == "VBG":
            return True
        token = token.head
    return False


def cue_span(parsed: Parsed, verb: Token) -> Span:
    """The cue's own words: the verb, with a particle or preposition that belongs to it ("called for")."""
    after = verb.nbor(1) if verb.i + 1 < len(parsed.doc) else None
    lemma = verb.lemma_.lower()
    if after is not None and (after.dep_ == "prt" or after.lower_ in cues.PREPOSITIONAL.get(lemma, ())):
        return parsed.span(verb.i, after.i)
    return parsed.span(verb.i, verb.i)
