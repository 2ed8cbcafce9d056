"""The words of harm: predicates and what they say was done, and nouns for persons with the class they put them in."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a text, each once: a word list that reads and differs line by line."""
    return frozenset(words.split())


KILL = listed(
    """
    kill kills killed killing murder murders murdered murdering assassinate assassinates assassinated
    assassinating massacre massacres massacred massacring slaughter slaughters slaughtered slaughtering behead
    beheads beheaded beheading execute executes executed executing slay slays slew slain slaying lynch lynched
    lynching decapitate decapitated electrocuted strangle strangles strangled strangling drown drowned drowning drowns
    martyred martyring gunned gunning
    asphyxiated suffocated smother smothering suffocate suffocating garrotting
    hanged garrotted garroted smothered guillotined exterminated
    """
)
INJURE = listed(
    """
    injure injures injured injuring wound wounds wounded wounding maim maims maimed maiming hurt hurts hurting
    hospitalise hospitalised hospitalize hospitalized hospitalising hospitalizing
    harm harms harmed harming poisoned poisoning paralysed paralyzed disfigured blinded scalded concussed crippled
    """
)
# What these do to a person is an injury unless the clause says that it was death.
STRIKE = listed("shoot shoots shot shooting stab stabs stabbed stabbing")
CAPTURE = listed(
    """
    kidnap kidnaps kidnapped kidnapping kidnaped abduct abducts abducted abducting capture captures captured
    capturing
    """
)
DIE = listed("die dies died dying perish perishes perished perishing succumb succumbs succumbed succumbing")
# These need no object: "two students drowned".
INTRANSITIVE = listed("drown drowned drowning drowns suffocated suffocate asphyxiated")
# A word of armed forces for killing; of anything but fighters and their leaders it says something else.
NEUTRALISE = listed(
    """
    neutralise neutralises neutralised neutralising neutralize neutralizes neutralized neutralizing eliminate
    eliminates eliminated eliminating liquidate liquidates liquidated liquidating
    """
)
# "to death" after one of these is a killing: "crushed to death", not "sentenced to death".
TO_DEATH = listed(
    """
    stab stabbed stabbing shot shoot shooting beat beaten beating burn burned burnt burning crush crushed
    crushing trample trampled trampling hack hacked hacking bludgeon bludgeoned stone stoned stoning starve
    starved froze frozen torture tortured batter battered knifed bled choked strangled clubbed kicked put
    scalded clubbing dragged mauled mauling gored gouged pelted poisoned slashed axed gassed whipped flogged
    smothered speared mown
    """
)
PRESENT = listed(
    """
    kill kills murder murders assassinate assassinates massacre massacres slaughter slaughters behead beheads
    execute executes slay slays injure injures wound wounds maim maims hurts shoot shoots stab stabs kidnap
    kidnaps abduct abducts capture captures die dies perish perishes lynch succumb succumbs drown drowns neutralise
    neutralises neutralize neutralizes eliminate eliminates
    """
)
# Forms that the tagger may take for a noun; they count as verbs only where it does not, or in a headline.
NOUNS_TOO = listed(
    """
    murder murders massacre massacres slaughter kill wound wounds shot shoot hurt capture harm harms
    """
)

HARM_VERBS = {
    **dict.fromkeys(KILL, "killed"),
    **dict.fromkeys(INJURE, "injured"),
    **dict.fromkeys(STRIKE, "injured"),
    **dict.fromkeys(CAPTURE, "captured"),
    **dict.fromkeys(DIE, "killed"),
    **dict.fromkeys(NEUTRALISE, "killed"),
}

# Nouns that count the harmed: "56 deaths".
COUNT_NOUNS = {
    **dict.fromkeys(
        listed(
            """
            death deaths fatality fatalities killings murders dead deceased homicides slayings executions femicides
            drownings beheadings lynchings assassinations
            """
        ),
        "killed",
    ),
    **dict.fromkeys(("martyrs", "martyr"), "killed"),
    **dict.fromkeys(("injury", "injuries", "wounded", "injured"), "injured"),
    **dict.fromkeys(("casualty", "casualties"), "killed_or_injured"),
    **dict.fromkeys(("abductions", "kidnappings", "hostage-takings"), "captured"),
    **dict.fromkeys(("missing", "disappearances"), "missing"),
}
# Nouns whose "of" names the harmed: "the assassination of ...".
DEED_NOUNS = {
    **dict.fromkeys(
        (
            *(
                "death",
                "deaths",
                "killing",
                "killings",
                "murder",
                "murders",
                "assassination",
                "execution",
                "executions",
            ),
            *(
                "massacre",
                "slaying",
                "slayings",
                "beheading",
                "beheadings",
                "slaughter",
                "lynching",
                "martyrdom",
                "manslaughter",
                "drowning",
            ),
        ),
        "killed",
    ),
    **dict.fromkeys(("shooting", "stabbing", "wounding", "injuring", "maiming"), "injured"),
    **dict.fromkeys(("kidnapping", "kidnappings", "abduction", "abductions", "capture"), "captured"),
}

NOT_PERSONS = listed(
    """
    bill deal proposal plan idea talk chance hope dog cat horse cow cattle sheep goat pig animal bird fish
    whale shark lion tiger elephant penguin bee insect mosquito tree plant crop cell bacteria virus cancer
    tumor tumour germ parasite process project programme program service job career game penalty goal time
    story rumor rumour legislation amendment measure motion reform economy business market industry company
    city town village area region territory position post base airport building house car vehicle truck tank
    plane aircraft drone helicopter ship boat weapon ammunition equipment rocket missile video photo image
    footage attention moment imagination vote seat state livestock wildlife reef coral poultry mink reputation
    feeling image interest chances prospects credibility pride day week month year hour minute percent mile
    season month language species bug worm octopus snail slug dinosaur carbon data majority investigation
    operation attack strike airstrike explosion blast bombing raid shooting crash fire incident storm
    hurricane earthquake war conflict violence clash clashes accident derailment collision flood disaster
    battle fighting round shot bullet knife gun mine house home district province country government regime
    law court inquest report statement photograph camera headquarters headquarter helicopter trailer tower computer
    shelter number letter container tanker launcher bunker center centre river border paper order offer
    matter layer booster
    server meter metre carrier cruiser mortar motor reactor tractor sector door floor detector error factor fever liver
    power water winter summer weather chapter character corner counter cover dinner finger flower hammer
    labor ladder lever
    manner marker monster paper pepper poster quarter silver sugar theater theatre timber transformer
    trigger committee coffee
    degree fee knee horror humor mirror harbor harbour terror vapor color armor corridor elevator generator
    monitor processor
    projector radiator sensor freezer printer router scooter steamer trawler freighter bulldozer digger barrier boiler
    cylinder folder header lighter locker parameter rotor sewer sweater tender cluster crater dollar anger danger hunger
    glacier badger otter beaver panther rooster hamster spider oyster lobster adder viper condor alligator terrier
    retriever rottweiler heifer reindeer escalator refrigerator incubator chopper airliner liner destroyer dumper
    excavator skyscraper chandelier boulder shoulder pier razor meteor thriller transmitter
    murder surrender newspaper magazine-cover chamber centimeter kilometer kilometre member-state
    """
)
# Deaths that are nobody's violence and no accident.
ILLNESS = (
    r"\b(?:cancer|leuk(?:a)?emia|illness|coronavirus|covid(?:-?19)?|sars-cov-2|pneumonia|heart (?:attack|"
    r"failure|disease)|cardiac|"
    r"stroke|natural causes?|measles|ebola|disease|virus|infections?|infected|influenza|flu|cholera|"
    r"malaria|tuberculosis|aids|"
    r"hiv|outbreak(?! of (?:fighting|violence|war|clashes|hostilities))|"
    r"pandemic|epidemic|complications|in (?:his|her) sleep|dementia|alzheimer's|diabetes|old age|peacefully|"
    r"overdoses?|opioids?|"
    r"suffering from|medical condition|lymphoma|sepsis|famine|smoking|tobacco|obesity|vaccin\w+|"
    r"pollut\w+|smog|particulates?|particulate matter|emissions|premature deaths?|excess deaths?|mortality)\b"
)
# Whoever was ill before: no illness where violence stands beside it.
PATIENTS = r"\bpatients?\b"
# What explains a death or an injury, and the words that only tell of one.
VIOLENCE = (
    r"\b(?:attack\w*|ambush\w*|shot|shoot\w*|gun\w*|fire[ds]?|firing|bomb\w*|blast\w*|explo\w+|murder\w*|"
    r"stab(?:s|bed|bings?)?|crash\w*|collision|"
    r"collid\w+|accident\w*|raid\w*|air ?strikes?|strikes?|missiles?|rockets?|drones?|shell\w*|mortar|"
    r"artillery|war|battle|"
    r"clash\w*|fight\w*|violence|violent|massacre\w*|assassinat\w+|execut\w+|beheaded|earthquake|quake|flood\w*|storm|"
    r"hurricane|typhoon|cyclone|tornado|tsunami|landslide|avalanche|stampede|drown\w*|collaps\w+|"
    r"derail\w*|capsiz\w+|sank|"
    r"sunk|sinking|suicide|terror\w*|militant\w*|insurgen\w+|soldier\w*|troops?|police|hostage\w*|"
    r""
    r"operation|strangl\w+|beaten|poison\w*|burn\w*|electrocuted|hit by|struck|plane|helicopter|"
    r"casualt\w+|fall from|fell from|plung\w+|unrest|riot\w*|crackdown|disaster|blaze|mudslide|wreck\w*|landmines?)\b"
)
OUTCOMES = r"\b(?:kill\w*|injur\w+|wound\w*|victims?|dead|death toll|casualt\w+)\b"
SPORT = (
    r"\b(?:match|league|season|striker|midfielder|goalkeeper|defender|coach|team-?mates?|quarterback|"
    r"innings|wicket|playoffs?|"
    r"cup|championships?|olympi\w+|half-?time|goals?|hamstring|ligament|knee|squad|sidelined|scored|tournament|race)\b"
)
