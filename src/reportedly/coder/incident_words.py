"""Words that tell what kind of event happened, and to which family of kinds it belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True)
class Kind:
    """A kind of event: its term (vocabulary `event_type`), its family, and the words that tell it.

    Events of different families are different events; a generic word ("attack") fits any family of violence.
    """

    event_type: str
    family: str
    words: re.Pattern[str]

    @property
    def label(self) -> str:
        """What to call an event of this kind."""
        return _LABELS.get(self.family, self.family.capitalize())


@dataclass(frozen=True)
class Told:
    """A kind of event told in a text, with the words' place in it."""

    kind: Kind
    start: int
    end: int


_LABELS = {
    "strike": "Air strike",
    "missile": "Missile attack",
    "blast": "Explosion",
    "generic": "Attack",
    "disease": "Illness",
    "disaster": "Natural disaster",
    "war": "Armed conflict",
}
VIOLENT = frozenset({"strike", "missile", "bombing", "shooting", "stabbing", "attack", "battle", "generic"})


def _kind(event_type: str, family: str, words: str) -> Kind:
    return Kind(event_type, family, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))


# Of words that overlap the longest counts, then the first kind here.
KINDS = (
    _kind(
        "air_drone_strike",
        "strike",
        r"air ?-?strikes?|air ?-?raids?|drone (?:strike|attack)s?|(?:U\.S\.|US|American|coalition|"
        r"military|precision|Saudi-led|Israeli|Russian|Turkish|NATO) strikes?|aerial bombardment|drones? "
        r"(?:hit|struck|attacked|killed)|(?:war)?planes (?:bombed|struck|hit)|strike (?:hit|killed|"
        r"targeted|destroyed)|strikes (?:hit|killed|targeted|destroyed|against|on)",
    ),
    _kind(
        "shelling_missile_attack",
        "missile",
        r"(?:missile|rocket|mortar|artillery)(?: and \w+)? (?:attack|strike|fire|barrage|launch|hit)\w*|"
        r"(?:missiles|rockets|mortars|shells) (?:hit|struck|landed|were fired|fired)|shelling|shelled|"
        r"(?:shot|shoot|shooting|shootdown|brought|bring) down|shootdown|down(?:ing|ed) (?:of )?(?:an? |"
        r"the )?(?:\w+ )?(?:jet|plane|aircraft|airliner|helicopter|drone)|struck by (?:a |two |several "
        r")?missiles?|fired (?:\w+ ){0,3}(?:missiles|rockets|mortars)",
    ),
    _kind(
        "bombing",
        "bombing",
        r"(?:suicide |car |truck |roadside |nail |pipe |petrol |bus |church |market )?bomb(?:ing|ings|s|"
        r"ed|er|ers)?|suicide attack(?:s|er|ers)?|(?:improvised )?explosive device|IEDs?|landmines?|"
        r"detonated|blew (?:himself|herself|themselves|itself) up",
    ),
    _kind("bombing", "blast", r"explosions?|blasts?|exploded|explodes"),
    _kind(
        "shooting",
        "shooting",
        r"(?:mass |school |drive-by |fatal |police |deadly )?shootings?|gunm[ae]n|opened fire|opens fire|"
        r"open fire|shot (?:dead|and killed|at|to death)|shoots?|gunfire|live rounds?|live ammunition|"
        r"fatally shot|(?:was|were|been|being|and|police|had) shot|shot (?:and wounded|by|in|during|"
        r"outside)|gunned down",
    ),
    _kind(
        "armed_attack",
        "stabbing",
        r"stabb(?:ed|ing|ings)|knife attack|knifed|machetes?|beheaded|decapitated|hacked to death|slashed",
    ),
    _kind(
        "armed_attack",
        "attack",
        r"massacres?|massacred|murder(?:s|ed|ing)?|lynch\w*|execut(?:ed|ion|ions) (?:of|by|at)|"
        r"assassinat\w+|killings|(?:the|a|police|fatal|targeted|extrajudicial) killing|ambush\w*|beaten "
        r"to death|strangled|(?:car|van|truck|vehicle)[- ]ramming|(?:special forces )?raids?|arson "
        r"attack|poison(?:ed|ing)|counter-?terrorism operation|(?:special|military|commando) operation|"
        r"militants (?:attacked|killed|stormed)|kidnapp\w+|hostage|(?:serial )?killers?|(?:car|van|"
        r"truck) attack|drove (?:his|a|the) (?:car|van|truck|vehicle) into|rammed",
    ),
    _kind(
        "armed_attack",
        "generic",
        r"(?:terror(?:ist)? |deadly |cross-border )?attack(?:s|ed|ers?)?|(?:in|of) (?:\w+ )?strikes?|"
        r"(?:the|initial|latest|these|those|retaliatory|deadly) strikes?|assault(?:s|ed)?|violence|"
        r"atrocit(?:y|ies)",
    ),
    _kind(
        "battle",
        "battle",
        r"clash(?:es|ed)?|fighting|battles?(?! with| against (?:cancer|COVID|the (?:virus|disease|"
        r"illness)))|offensives?|firefights?|gun ?battles?|combat|skirmish\w*|"
        r"exchange of fire|exchanged fire|siege",
    ),
    _kind(
        "armed_conflict",
        "war",
        r"(?:civil |proxy |years of |decade of )?war(?! crimes?)(?! on)|insurgency|armed conflict",
    ),
    _kind(
        "unrest", "unrest", r"riot(?:s|ing|ers?|ed)?|unrest|tear gas|water cannons?|rubber bullets?|looting|crackdown"
    ),
    _kind("protest", "unrest", r"(?<!of )protests?|demonstrations?|rally|rallies|marches|strikes? over"),
    _kind(
        "accident",
        "accident",
        r"(?:plane |car |bus |train |helicopter |traffic |road |air )?crash(?:es|ed)?|collisions?|"
        r"collided|derail\w*|stampede[ds]?|crush|capsiz\w+|sank|sinking|collaps(?:e|es|ed|ing)|pileup|"
        r"gas leak|accidents?|drown(?:ed|ing)|shipwreck|overturned|crash-land\w*",
    ),
    _kind(
        "accident",
        "accident",
        r"(?:wild|bush|forest |apartment |house |boat |hotel |building |factory )?fires? (?:kills?|"
        r"killed|broke out|destroy\w*|at|in|started|that)|(?:wild|bush)fires?|blaze|caught fire|(?<!open "
        r")(?<!opened )(?<!opens )(?<!cease)(?<!under )(?<!came under )(?<!of )(?:a|the|second|house|"
        r"apartment block|boat|hotel|apartment) fire(?! department| service|arm|fight| chief| officer)",
    ),
    _kind(
        "accident",
        "disaster",
        r"(?:earth)?quakes?|tsunami|floods?|flooding|landslides?|mudslides?|hurricane|typhoon|cyclone|"
        r"tornado(?:es)?|volcan\w+|avalanche|heat ?wave|(?:tropical |winter |snow |dust |ice )storm|"
        r"snowstorm|(?:strong )?tremor|aftershocks?",
    ),
    _kind(
        "other",
        "disease",
        r"COVID(?:-19)?|coronavirus|pandemic|outbreak|epidemic|Ebola|measles|virus|cholera|disease|flu|infections?",
    ),
    _kind("arrest", "arrest", r"(?<!cardiac )(?<!house )arrest(?:s|ed)?|detain(?:s|ed)?|captured|taken into custody"),
    _kind("announcement", "announcement", r"announc(?:es|ed|ement)"),
)
# "Former minister dies aged 84": a death that nobody brought about.
OBITUARY = re.compile(r"\bdies\b(?:,? (?:aged?|at)\b|$)")
DEATH = _kind("other", "death", r"dies|died|death")
CASUALTY = re.compile(r"\b(?:kill(?:ed|s|ing)|injur\w+|hurt)\b", re.IGNORECASE)
VIOLENCE = re.compile(
    r"\b(?:wound(?:ed|ing)|murder\w*|shot|stabb\w+|attack\w*|gunm[ae]n|soldiers?|militants?)\b", re.IGNORECASE
)
FAMILIES_ALIKE = (
    frozenset({"bombing", "blast"}),
    frozenset({"accident", "blast"}),
    frozenset({"attack", "shooting", "stabbing"}),
    frozenset({"strike", "missile"}),
    frozenset({"accident", "disaster"}),
)


def find_kinds(text: str) -> tuple[Told, ...]:
    """The kinds of events that a text tells, from left to right, none within another."""
    found = [Told(kind, match.start(), match.end()) for kind in KINDS for match in kind.words.finditer(text)]
    order = {id(kind): number for number, kind in enumerate(KINDS)}
    found.sort(key=lambda told: (-(told.end - told.start), order[id(told.kind)], told.start))
    kept: list[Told] = []
    for told in found:
        if all(told.end <= other.start or told.start >= other.end for other in kept):
            kept.append(told)
    return tuple(sorted(kept, key=lambda told: told.start))


def may_be_one(family: str, other: str) -> bool:
    """Whether an event of one family may be told in words of another.

    >>> may_be_one("stabbing", "generic"), may_be_one("accident", "strike")
    (True, False)
    """
    if family == other or (
        family in VIOLENT | {"blast"} and "generic" in (family, other) and other in VIOLENT | {"blast"}
    ):
        return True
    return any({family, other} <= alike for alike in FAMILIES_ALIKE)


AGAIN = re.compile(
    r"\b(?:previous(?:ly)?|earlier|prior|past|separate(?:ly)?|unrelated|elsewhere|similar|second|"
    r"another|other|different|last year's|"
    r"recent|preceded|followed|also) (?:\w+ ){0,3}?(?:attack|bombing|shooting|strike|airstrike|crash|"
    r"accident|fire|explosion|blast|incident|raid|clash|"
    r"killing|stabbing|murder|protest|disaster|operation|event|one|earthquake|collapse)s?\b"
    r"|\banother (?:\w+ ){0,4}(?:in|near|at)\b|\bincluding one in\b|\bin a separate\b|\bhistory of\b|"
    r"\bthe (?:worst|deadliest|first) \w+ since\b",
    re.IGNORECASE,
)
HARM = re.compile(
    r"\b(?:kill\w*|die[ds]?|dead|deaths?|deadly|fatal\w*|injur\w+|wound\w+|murder\w*|casualt\w+|shot|"
    r"stabbed|hurt|hospitali[sz]ed|missing|bod(?:y|ies)|"
    r"perish\w*|slain|victims?|toll|survivors?)\b",
    re.IGNORECASE,
)
# Times far from the event that a report is about, whatever the report's own date.
REMOTE = re.compile(
    r"\b(?:(?:last|previous) (?:week|month|year|summer|spring|autumn|winter|fall|decade)|(?:weeks|"
    r"months|years|decades?) (?:ago|earlier)|"
    r"earlier this (?:month|year))\b",
    re.IGNORECASE,
)
# Where somebody was brought, comes from or spoke is not where it happened.
ASIDE = re.compile(
    r"\b(?:hospital|flown|taken|transferred|treated|airlifted|born|native|resident|lived|living|"
    r"based|studied|court|told|speaking|press conference|funeral|buried|citizen)\b",
    re.IGNORECASE,
)
# Verbs whose time is that of the telling or of what followed, not of the event.
TELLING = _words(
    "say tell report announce confirm state claim describe add write tweet post publish release "
    "identify name charge arrest sentence convict plead appear "
    "condemn visit call order reveal note warn declare deny accuse blame admit acknowledge mourn "
    "bury investigate issue meet speak vote rule testify rise "
    "indicate suggest show comment request demand offer apologize apologise update revise "
    "climb increase reach recover find suspend resume end hold"
)
