"""Callings, ranks and offices: words for a single person that stand before or beside his name.

Read by words and by the endings of such words in English ("chairwoman", "geologist"): the classes are open.
"""

from __future__ import annotations

from reportedly.coder import cues
from reportedly.coder.cues import words

_FORMS = words(
    "mr mrs ms miss mx dr sir dame lord lady prof rev fr hon sheikh sheik imam ayatollah mullah mufti rabbi "
    "pope preacher cleric cardinal archbishop monsignor reverend pastor vicar priest deacon monk nun sister "
    "brother father mother"
)
_RANKS = words(
    "private corporal sergeant lieutenant captain major colonel brigadier general marshal admiral commodore commander "
    "constable inspector superintendent commissioner warden cadet ensign "
    "lt col gen brig maj capt sgt cpl pvt adm cmdr insp supt det"
)
_OFFICES = words(
    "magistrate justice prefect sub-prefect coordinator administrator registrar ombudsman deputy premier chancellor "
    "councillor councilor congressman senator mp mep delegate negotiator mediator rapporteur undersecretary secretary "
    "headteacher headmaster rector dean provost principal president minister governor mayor ambassador consul "
    "trustee treasurer manager supervisor organiser organizer founder elder chieftain emir sultan warlord"
)
_TRADES = words(
    "lecturer author writer broadcaster correspondent photographer farmer fisherman shepherd herder miner driver "
    "trader grocer baker butcher tailor carpenter builder mechanic engineer architect plumber sailor skipper pilot "
    "porter clerk teacher tutor pupil student nurse midwife surgeon physician doctor paramedic medic vet "
    "pathologist coroner barrister solicitor lawyer prosecutor judge juror detective investigator campaigner widow "
    "widower refugee survivor resident villager volunteer dealer vendor broker merchant guard cook cleaner caretaker"
)
_ALL = _FORMS | _RANKS | _OFFICES | _TRADES | cues.OFFICES | cues.UNNAMED_NOUNS
_ENDINGS = ("man", "woman", "person", "ologist", "ist", "ician", "keeper", "holder", "master")
_NOT_ONE = words(
    "human german roman ottoman list exist assist resist consist media others some many several one people members "
    "jury tribunal inquest inquiry investigation probe outlet outlets staff report reports"
)


def is_calling(word: str) -> bool:
    """Whether a word, with or without a stop, tells what a single person is.

    >>> is_calling("Magistrate"), is_calling("Gen."), is_calling("ministry")
    (True, True, False)
    """
    word = word.lower().rstrip(".")
    return word not in _NOT_ONE and (word in _ALL or (len(word) > 5 and word.endswith(_ENDINGS)))


def is_called(name: str) -> bool:
    """Whether words end with a name of one to three words, a calling before it: "district magistrate Ada Lund".

    >>> is_called("District magistrate Ada Lund"), is_called("the rector of Brellin"), is_called("the gang Ada Lund")
    (True, False, False)
    """
    parts = name.split()
    for count in (1, 2, 3):
        if len(parts) <= count or not all(part[:1].isupper() for part in parts[-count:]):
            return False
        if is_calling(parts[-count - 1]) and not is_calling(parts[-count]):
            return True
    return False
