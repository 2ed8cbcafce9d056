"""What stands around a predicate of harm and decides whether it says that harm happened."""

from __future__ import annotations

import re

from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_words import HARM_VERBS, ILLNESS, OUTCOMES, PATIENTS, SPORT, VIOLENCE, listed

_BE = listed("is are was were be been being 's 're am get gets got getting")
_HAVE = listed("have has had having 've")
_UNREAL = listed("would could will can should must shall 'll 'd wo ca cannot")
_MAYBE = listed("may might")
_ADVERBS = listed(
    """
    also then later reportedly allegedly all both not n't never still already subsequently eventually
    instantly immediately fatally seriously critically severely badly slightly lightly mortally accidentally
    mistakenly since so far now confirmed believed feared presumed reported themselves himself herself each
    either initially apparently just recently previously once only yet today yesterday deliberately brutally
    who that which found left more others shot stabbed beaten further moderately gravely tragically sadly or
    announced pronounced declared said thought understood known and " “ ” ‘ `` ''
    """
)
_BELIEVED = listed(
    """
    believed reported thought feared said understood known presumed confirmed claimed alleged rumored rumoured
    appears appear appeared seems seemed happened suspected accused assumed estimated found declared announced
    pronounced revealed shown ruled learned learnt
    """
)
_PREVENTED = re.compile(
    r"\b(?:avoid\w*|prevent\w*|without|risk\w*|against|threat\w*|plot\w*|plan(?:s|ned|ning)?|attempt\w*|"
    r"tr(?:y|ied|ying|ies)|intend\w*|"
    r"intent\w*|vow\w*|aim(?:s|ed|ing)?|conspir\w*|instead of|rather than|capable of|danger of|fear of|"
    r"possibility of|likelihood of|"
    r"want\w*|stop\w*|refus\w*|consider\w*|justif\w*)(?: to| from| of| the| at| on)*$"
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)|dismiss(?:es|ed)|refute[sd]?)(?: \w+){0,3} that\b[^,;:]*$|"
    r"\b(?:denied|denies|denying)$"
)
_KEPT_FROM = re.compile(r"\b(?:prevent\w*|stop\w*|deter\w*|keep|kept|saved?|bann?\w*)\b[^,;]{1,60} from$")
_STOPPED = re.compile(
    r"\b(?:stop\w*|prevent\w*|avoid\w*|avert\w*|want\w*|risk\w*|halt\w*|end|imagin\w+) "
    r"(?:[\w'-]+ ){0,2}[\w'-]+(?<!\bfor)$"
)
_WORKS = "film|movie|novel|play|video game|game|opera|comic|sequel|thriller|drama|sitcom"
_FICTION = re.compile(
    rf"^in the (?:{_WORKS}|series|book|show|episode)\b|\b(?:the|a) (?:{_WORKS}) (?:tells|ends|begins|opens|follows|"
    r"is about|cent(?:res|ers)|depicts|portrays|stars|shows)\b"
    rf"|\b(?:the|a|this|her|his) (?:[\w-]+ )?(?:{_WORKS}) , in which\b|\bthe series (?:follows|stars|depicts)\b"
    r"|\bin (?:the|one|its) (?:[\w-]+ )?(?:scene|sketch|scenario)\b|\bunder (?:the|this|one|that) scenario\b"
    r"|\b(?:drills?|exercises?|scenarios?|simulations?) (?:assum|suppos|imagin|posit)(?:es|ed|e)\b"
    r"|\b\d+,\d{3} years ago\b|\bby \d+ (?:points|goals|runs|wickets|strokes)\b"
    r"|\b(?:drills?|exercises?|rehearsals?|simulations?)\b[^,;]{0,40}\b(?:simulat\w+|imagin\w+|mimic\w*|rehears\w+|"
    r"pretend\w*|enact\w*|role-play\w*|test\w* (?:how|the))\b"
    r"|\b(?:simulat|re-?enact|mimic)(?:es?|ed|ing|s)? (?:a|an|the)\b"
)
_DEFINITION = re.compile(
    r"\b(?:is|are|was|be) (?:\w+ )?defined\b[^,;]{0,40}? as\b|\bdefin(?:es?|ing) [^,;]{1,40}? as\b|\bdefinition of\b"
    r"|\bdescribes? an? [^,;]{1,30}? as\b[^,;]* or more\b|\bor more [^,;]{1,30}?\bcounts? as\b"
    r"|\bby an? [^,;]{1,40} means?\b"
    r"|^(?:(?:the|this|that|a|new|penal|criminal|military) )*(?:law|statute|code|act|bill|"
    r"constitution|treaty|convention) "
    r"(?:makes (?:the|it)|punishes|bans|forbids|prohibits|outlaws)\b"
    r"|\b(?:by|under) (?:the )?law\b[^,;]* (?:is|are) (?:punish\w*|forbidden|banned|illegal)"
)
_DEFINES = listed(
    """
    defined define defines defining definition describe describes count counts mean means law statute code act bill
    constitution treaty convention
    """
)
_TITLE_MARKS = listed("\" “ ” `` '' ‘ ’")
_SMALL = listed("a an the of in on at by for and or to from with who was were")
_ALSO_SPORT = listed("coach knee season match race cup goals scored squad tournament league ligament")
_NO_SPORT = re.compile(
    r"\b(?:crash\w*|collision|collid\w+|overturn\w*|plung\w+|barrier|bomb\w*|blast|explo\w+|gunmen|gunman|bullets?|"
    r"stab\w*|shrapnel|grenade|mortar|shell(?:s|ed|ing)|police|soldiers?|troops|rebels?|militants?|"
    r"shot (?:\w+ ){0,2}in the|stampede|crush\w*|collaps\w+|fire|knife\w*|attackers?|assailants?)\b"
)
_GENERAL = listed("kill die drown murder wound injure kidnap shoot execute slaughter")
_IF = re.compile(
    r"\b(?:if|unless|whether|in case|should|would have|could have|as though|as if|lest)\b[^,;:]*$"
    r"|\b(?:hop(?:e|ed|ing)|pray(?:s|ed|ing)|wish(?:es|ed)) (?!(?:are|is|of|for|to|in|has|had|were|was)\b)[^,;:]*$"
)
_FEARED = listed("feared reported thought presumed believed listed")
_BACK = re.compile(
    r"(?:(?!and\b|but\b|while\b|;)\S+ )*?"
    r"(?:(?:found|discovered|turned up|are|were|was) (?:\w+ )?(?:safe|alive|well|unharmed|unhurt)\b"
    r"|\bsafe and (?:well|sound)\b"
    r"|\bcame (?:home|ashore|back)\b|\bturned up\b|\bwalked (?:out|home)\b)"
)


_SEEN = listed("saw seen watched heard watching witnessed")
_NOT_GENERIC = listed("been being have having feared presumed believed confirmed reported thought")
_OF_A_WARD = re.compile(
    r"\b[\w-]+ (?=(?:ward|hospital|clinic|unit|hospice|(?:treatment )?cent(?:re|er))s?\b)", re.IGNORECASE
)


def auxiliaries(words: Words, i: int) -> tuple[int, frozenset[str]]:
    """The first token of the verb group that ends at a predicate, and the words of it."""
    first = i
    at = i - 1
    while at >= 0 and i - at < 9:
        word = words.word(at)
        if word in _BE or word in _HAVE or word in _UNREAL or word in _MAYBE or word in ("to", "do", "did", "does"):
            first = at
        elif (
            (word in ("and", "or") and words.word(at - 1) not in HARM_VERBS)
            or (word in HARM_VERBS and words.word(at + 1) not in ("and", "or"))
            or not (word in _ADVERBS or word in HARM_VERBS or (word.endswith("ly") and len(word) > 4))
            or word in ("who", "that", "which")
        ):
            break
        at -= 1
    return first, frozenset(words.low[first:i])


def is_be(words: Words, i: int) -> bool:
    """Whether a form of "be", or one with "still", stands right before a token."""
    return words.word(i - 1) in _BE or (words.word(i - 1) == "still" and words.word(i - 2) in _BE)


def is_passive(group: frozenset[str]) -> bool:
    """Whether a verb group holds a form of "be" or "get"."""
    return bool(group & _BE)


def is_real(words: Words, i: int) -> bool:
    """Whether the verb group says that something happened, and not that it would, could, will or is meant to."""
    first, group = auxiliaries(words, i)
    if group & _UNREAL or (group & _MAYBE and not group & _HAVE):
        return False
    if "to" in group and not words.word(i).endswith("ing"):
        before = words.word(first - 1) if words.word(first) == "to" else ""
        at = words.low.index("to", first, i)
        reports = {words.word(j) for j in range(max(at - 6, 0), at)} & _BELIEVED
        if not (reports and (group & _HAVE or words.word(i) == "dead")) and before != "down":
            return False
    if (group & _FEARED or words.word(i - 1) in _FEARED) and _BACK.match(words.text(i + 1, len(words))):
        return False
    if words.word(i - 1) in ("almost", "nearly") or words.word(first - 1) in ("almost", "nearly"):
        return False
    left = words.text(0, first - 1)
    if group & _MAYBE and words.word(0) in ("had", "were") and words.tokens[0].tag_ == "VBD":
        return False
    if any(pattern.search(left) for pattern in (_IF, _PREVENTED, _KEPT_FROM)):
        return False
    is_gerund = words.word(i).endswith("ing") and not group & {"is", "are", "was", "were", "'s", "'re"}
    if "being" in group and re.search(r"\bescap\w*$", left):
        return False
    if (is_gerund or "being" in group) and _STOPPED.search(left):
        return False
    return not _is_generic(words, i, first, group)


def _is_generic(words: Words, i: int, first: int, group: frozenset[str]) -> bool:
    """Whether the words tell of what happens in general: "in which four or more people are killed"."""
    rest = words.text(i, len(words) - 1)
    if re.search(
        r"\b(?:each|every|per|(?<!\bin )(?<!\bwithin )(?<!\bfor )(?<!\bafter )a) "
        r"(?:year|day|month|week|hour|minute|\d+ \w+|(?:\w+ )?(?:seconds|minutes|hours|days|weeks))\b"
        r"(?! (?:before|earlier|ago|later|after|old))",
        rest[:60],
    ) or re.search(r"\b(?:in|per|of every|out of(?: every)?) (?:1,?000|10,?000|100,?000|million)\b", rest[:60]):
        return True
    if words.is_headline:
        return False
    word = words.word(i)
    present = bool(group & {"is", "are"}) and not group & _NOT_GENERIC
    if present and word in HARM_VERBS:
        is_pair = words.word(i - 2) in HARM_VERBS and words.word(i - 1) in ("and", "or")
        is_floor = "or more" in words.text(max(first - 6, 0), first)
        return "dead" not in rest[:12] and (HARM_VERBS[word] == "killed" or is_pair or is_floor)
    is_seen = not _SEEN.isdisjoint(words.low[max(first - 8, 0) : first])
    return not group and word in _GENERAL and not is_seen


def is_negated(words: Words, i: int) -> bool:
    """Whether "not" or "never" belongs to the verb group."""
    first, group = auxiliaries(words, i)
    return bool(group & {"not", "n't", "never"}) or words.word(first - 1) in ("not", "n't", "never")


def is_excepted(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase names those who were spared: "all but four of the 60"."""
    before = words.text(phrase.first - 2, phrase.first - 1).split()
    return before[-1:] in (["but"], ["except"], ["bar"]) and before[:1] in (["all"], ["everyone"], ["everybody"])


def is_denied(words: Words, i: int) -> bool:
    """Whether the predicate stands in what somebody denies: "denied that three had been killed"."""
    return bool(_DENIED.search(words.text(0, i - 1)))


def is_fiction(words: Words) -> bool:
    """Whether the sentence tells what happens in a film, a book or a game."""
    return bool(_FICTION.search(words.text(0, len(words))))


def is_definition(words: Words) -> bool:
    """Whether the sentence says what a word means or a law forbids: "is defined as the killing of four or more"."""
    return not _DEFINES.isdisjoint(words.low) and bool(_DEFINITION.search(words.text(0, len(words))))


def is_in_title(words: Words, i: int) -> bool:
    """Whether a token stands in the title of a work: some words in quotation marks, all with capitals."""
    if words.is_headline or _TITLE_MARKS.isdisjoint(words.low):
        return False
    before = next((n for n in range(i - 1, max(i - 10, -1), -1) if words.word(n) in _TITLE_MARKS), None)
    after = next((n for n in range(i + 1, min(i + 10, len(words))) if words.word(n) in _TITLE_MARKS), None)
    if before is None or after is None or words.word(after - 1) in (".", "!"):
        return False
    inside = [token.text for token in words.tokens[before + 1 : after] if token.is_alpha or token.like_num]
    is_named = all(text[0].isupper() or text[0].isdecimal() or text in _SMALL for text in inside)
    return is_named and sum(text[0].isupper() for text in inside) > 1


def is_question(words: Words) -> bool:
    """Whether the sentence asks."""
    return "?" in words.low[-2:]


def is_sport(words: Words) -> bool:
    """Whether injuries of the sentence are an athlete's."""
    sentence = words.text(0, len(words))
    told = {match.group() for match in re.finditer(SPORT, sentence)}
    return bool(told) and not (told <= _ALSO_SPORT and _NO_SPORT.search(sentence))


def is_illness(sentence: str) -> bool:
    """Whether the sentence speaks of illness or of old age, so that a death in it is nobody's doing."""
    if re.search(ILLNESS, sentence, re.IGNORECASE) and re.search(ILLNESS, _OF_A_WARD.sub("", sentence), re.IGNORECASE):
        return True
    return bool(re.search(PATIENTS, sentence, re.IGNORECASE)) and not is_violent(sentence)


def is_obituary(title: str) -> bool:
    """Whether a title tells of a death at some age and of no violence: "... dies aged 90"."""
    told = re.search(r"\b(?:dies|died|dead)\b.{0,30}?\b(?:aged?|at)\b.{0,10}\d", title, re.IGNORECASE)
    return bool(told) and not is_violent(title)


def is_violent(text: str) -> bool:
    """Whether the words tell of violence, an accident or a disaster."""
    return bool(re.search(VIOLENCE, text, re.IGNORECASE))


def is_harmful(text: str) -> bool:
    """Whether the words tell of violence, an accident or a disaster, or of those harmed by one."""
    return is_violent(text) or bool(re.search(OUTCOMES, text, re.IGNORECASE))
