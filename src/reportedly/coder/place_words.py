"""Words by which the names of places are told: nouns of places, words that say where, and names of other things."""

from __future__ import annotations

from reportedly.coder.cues import words

KIND_NOUNS = {
    **dict.fromkeys(
        ("province", "governorate", "region", "state", "county", "oblast", "prefecture", "territory", "division"),
        "region",
    ),
    **dict.fromkeys(("district", "neighborhood", "neighbourhood", "suburb", "quarter", "borough"), "neighbourhood"),
    "area": "area",
    **dict.fromkeys(("city", "town", "village", "capital", "municipality", "port"), "city"),
    **dict.fromkeys(
        (
            "airport",
            "base",
            "camp",
            "hospital",
            "station",
            "mosque",
            "stadium",
            "prison",
            "embassy",
            "airbase",
            "checkpoint",
        ),
        "facility",
    ),
}
"""Nouns of places, and the term of vocabulary `place_kind` that each stands for."""
WHERE = words("in at near outside around across inside throughout within off into onto above over")
"""Words that say where."""
BETWEEN = words(
    "the a an northern southern eastern western north south east west central northwestern "
    "northeastern southwestern southeastern "
    "north-western north-eastern south-western south-eastern northwest northeast southwest "
    "southeast downtown city cities town towns "
    "province provinces region village villages capital of state states neighbouring neighboring "
    "nearby mainland upstate suburban port "
    "rural greater occupied rebel-held government-held border coastal district suburb area country"
)
"""Words that may stand between those and a name."""
GIVEN_NAMES = frozenset(
    {
        "Jordan",
        "Chad",
        "Georgia",
        "Israel",
        "Kenya",
        "Malta",
        "Jersey",
        "Turkey",
        "Sofia",
        "Paris",
        "Florence",
        "Victoria",
        "Sydney",
        "Austin",
        "Virginia",
        "Carolina",
        "Washington",
        "Lincoln",
        "Jackson",
        "Houston",
        "Dallas",
        "Charlotte",
        "Alexandria",
        "Savannah",
        "Madison",
        "Orlando",
        "Lima",
        "Milan",
    }
)
"""Names of places that persons bear too."""
NEVER = words(
    "Police Union Media University Central Independence Liberal Commerce Industry Enterprise "
    "Opportunity Council Court Park Bar Man "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June "
    "July August September October "
    "November December President Minister Parliament Congress Senate Trump Biden Johnson Obama "
    "Clinton Bush Reading Nice Most Male Of "
    "Image Image: Post Star Mail Guardian Sun Hope Eagle Liberty Progress Reform Many Best Same Bay "
    "See Date Ban Along Buy Dar Van Den "
    "Asia Europe Africa America Americas Oceania Earth Internet Twitter Facebook Telegram Christmas "
    "Easter Ramadan Islam"
)
"""Words in capitals that the gazetteer has for places, and that no article means so."""
NAMED_AFTER = words("city town village port capital municipality province state county region governorate")
"""Nouns that "of" joins to a name."""
OF_PLACES = words(
    "city cities town village province capital state district region port outskirts suburb suburbs "
    "outside north south east west coast"
)
"""Nouns whose "of" says where."""
