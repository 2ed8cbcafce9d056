"""Closed classes of words by which noun phrases are told from what stands around them."""

from __future__ import annotations

import re

from reportedly.coder.harm_words import listed

PARTITIVE = listed(
    """
    number couple handful dozen dozens score scores hundred hundreds thousand thousands ten tens million millions group
    majority total all some several many one two three four five six seven eight nine both none neither most few
    half each any lot
    minimum maximum upwards upward excess numbers
    trio pair duo busload boatload truckload carload coachload trainload planeload vanload
    """
)
PRONOUNS = {
    **dict.fromkeys(listed("he she him himself herself her me myself i"), "definite"),
    **dict.fromkeys(listed("they them themselves we us"), "vague"),
    **dict.fromkeys(listed("everyone everybody"), "universal"),
    **dict.fromkeys(listed("nobody none no-one"), "zero"),
    **dict.fromkeys(listed("anyone anybody"), "any"),
}
NUMBER_WORDS = listed(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen
    dozens scores hundreds thousands tens several many few multiple numerous
    """
)
ORDINALS = listed("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
MONTHS = listed(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sept oct nov dec
    """
)
DETERMINERS = listed(
    """
    a an the this that these those some any no all both each every another either neither his her their its my
    our your several many few more other others
    """
)
CLOSED = listed(
    """
    of in on at by for from with to as and or but nor who which that whom whose when where while after before
    during since because if than into inside outside near aboard including among amid through against under
    over about around up down off out is are was were be been being has have had having do does did will would
    could can may might must should shall not n't also then later reportedly allegedly there so yet only just
    even still said says alive
    """
)
TIME_WORDS = listed(
    """
    last next earlier yesterday today tonight tomorrow monday tuesday wednesday thursday friday saturday
    sunday
    """
)
SPANS = listed("week month day night weekend fortnight alone nightfall dawn noon midnight dusk")
"""Words of time after which a number counts something else: "over the past week | 40 people"."""
FIGURES = listed("toll figure count tally estimate")
"""Nouns that a number follows after "of"; the number is a phrase of its own."""
AFTER_COMPOUND = listed("victim victims suspect suspects survivor survivors spree case cases")
DAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
DAYTIMES = listed("morning noon midday afternoon evening dusk night nightfall midnight dawn daybreak")
BEFALL = listed("suffered sustained needed required underwent received")
HARMED = listed("dead wounded injured missing deceased kidnapped slain")
NOMINAL = HARMED | listed(
    """
    rescued saved freed released arrested detained evacuated hospitalised hospitalized displaced drowned trapped
    stranded abducted captured fallen hurt accused
    """
)
"""Participles that name people after "the": "two of the wounded", "five of the rescued"."""
TAKE = listed("take takes taking took taken hold holds holding held kept")
YEAR = re.compile(r"(?:19|20)\d\d")
LAST_DAY = 31
TAGS = listed("DT PDT CD JJ JJR JJS NN NNS NNP NNPS PRP$ POS ADD AFX FW WP$")
CLAUSE_VERBS = listed("VBD VBZ VBP MD VBN VBG")
"""Tags of verbs that make a clause, finite or by a participle."""
