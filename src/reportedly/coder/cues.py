"""The words that attribute: verbs and phrases that hand a content to a source, by how they take it.

Classes follow the syntax, not the sense: what a verb's clause, object or complement means as content. Verbs were
gathered from the literature on attribution (PARC 3, PolNeAR) and from reading; a verb that is not listed attributes
only beside a quotation.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text that white space separates: a list of them reads better whole."""
    return frozenset(text.split())


# "said that …", "…, he said"
CLAUSE = words(
    "say tell add state announce claim report confirm deny admit acknowledge allege assert insist argue maintain "
    "contend declare explain note warn suggest estimate predict reply respond remark reiterate repeat stress "
    "emphasize emphasise underline highlight propose promise pledge vow reveal disclose inform testify indicate "
    "complain observe clarify concede caution agree speculate imply hint recommend write tweet comment conclude "
    "recall boast joke affirm attest reassure assure advise stipulate post mention opine proclaim profess concur "
    "retort counter lament plead swear quip theorize theorise hypothesize forecast "
    "certify point reaffirm signal guarantee recount reckon determine brag"
)
# "told them that …": of these the object is who was told.
TELLING = words("tell inform assure remind warn advise notify reassure")
# Only beside a quotation: what the verb itself says is no content.
QUOTE_ONLY = words(
    "continue go speak read begin defend criticize criticise condemn praise ask call describe characterize "
    "characterise label answer shout chant yell exclaim ask question denounce cite quote thank urge demand sing tease "
    "dismiss reject slam blast hail brand express voice conclude deem term dub refer thank address open finish end "
    "caption sign wonder cry react mock ridicule deride scorn taunt lampoon lambast lambaste salute welcome"
)
# Of these the quotation is what is done by speaking only where somebody can speak: "the talks went on for "years" ".
MOVING = words("go continue begin open finish end sign address refer express voice")
# "denied the accusation", "called for an investigation": the object is the content.
OBJECT = words("deny admit acknowledge confirm allege dispute")
# "claimed responsibility for X", "claimed victory": not the lives that a blast claims.
CLAIMED = words("responsibility credit victory control success attack bombing killing assault shooting strike raid")
# "took responsibility for X": of these nothing but the responsibility.
OWNING = words("take accept acknowledge assume bear")
# "called for X", "warned of X": the preposition's object is the content.
PREPOSITIONAL = {
    "admit": words("to"),
    "confess": words("to"),
    "call": words("for"),
    "press": words("for"),
    "appeal": words("for"),
    "ask": words("for"),
    "plead": words("for"),
    "push": words("for"),
    "warn": words("of against about"),
    "speak": words("of"),
    "talk": words("of"),
    "tell": words("of"),
    "complain": words("of about"),
    "boast": words("of"),
}
# "called on them to leave", "appealed to residents to leave": who is asked begins the content.
ASKING_BY = {"call": words("on upon"), "appeal": words("to"), "plead": words("with")}
# "praised them for their courage": the reason is the content.
JUDGING = words(
    "praise commend applaud laud hail credit criticize criticise condemn denounce fault slam blast rebuke censure"
)
# "put the toll at 40".
PUTTING = words("put estimate place")
# "raised its count to 31", "lowered the toll from 14 to 12".
REVISING = words("raise revise lower correct update increase reduce adjust amend change")
# "reported hearing shots", "suggested holding talks": the participle is the content.
PARTICIPLE = words("recall recount announce report describe suggest propose recommend advocate admit deny acknowledge")
# "urged them to leave", "accused him of lying", "blamed X for Y": object with complement is the content.
COMPLEMENT = words("urge encourage ask accuse blame demand advise request beg implore tell warn caution")
# "underlined the need for X".
EMPHASIS = words("underline stress emphasize emphasise highlight reiterate reaffirm underscore")
# "recorded 212 deaths", "documented the abduction of six people": a body's count is what it says.
COUNTING = words("record document register count log tally list number verify")
# "mentioned one injured officer": only of how many.
MENTIONING = words("mention name note")
COUNTED = words(
    "death fatality casualty killing murder homicide execution injury victim abduction kidnapping disappearance arrest "
    "detention body person people civilian child woman man girl boy soldier officer fighter migrant refugee prisoner "
    "violation attack assault strike raid incident case breach explosion blast clash infection displacement complaint "
    "drowning shooting bombing rape dead wounded injured missing"
)
DEEDS = COUNTED | words("crash fire outbreak collapse delay loss damage violence unrest famine poisoning")
# "attributed the shooting to a gang".
ASCRIBING = words("attribute ascribe")
# "described X as Y", "identified X as Y", "called X Y".
NAMING = words(
    "identify describe characterize characterise label brand portray depict condemn denounce dismiss hail treat call "
    "reject name"
)
# "claimed to have obtained", "vowed to fight", "promised to leave", "threatened to attack".
INFINITIVE = words("claim vow promise pledge threaten profess")
# "believes that": an opinion is a claim of those whose business it is to inform.
BELIEF = words("believe think suspect fear consider expect hope doubt")
INFORMANTS = words(
    "police official authority investigator prosecutor spokesman spokeswoman spokesperson expert analyst government "
    "officer scientist researcher witness minister ministry source report detective doctor lawyer attorney group "
    "rescuer medic worker diplomat commander army agency coroner charity organisation organization engineer "
    "firefighter meteorologist historian monitor observer economist campaigner aide office department service"
)
# Reports and papers speak for who made them.
CARRIERS = words(
    "datum statement report tweet post letter headline article announcement release message email speech data figure "
    "account document remark comment interview video memo note update bulletin study survey paper indictment complaint "
    "lawsuit poll estimate testimony tally count tracker communique communiqué dispatch agenda reckoning calculation "
    "list register roll toll admission estimation"
)
# Evidence speaks only where it is words.
SHOWING = words("show find indicate suggest reveal conclude state say read claim report note describe warn estimate")

# Nouns that name persons without naming them.
UNNAMED_NOUNS = words(
    "official officials spokesman spokeswoman spokesperson spokesmen spokespeople spokespersons source sources "
    "witness witnesses eyewitness eyewitnesses resident residents lawyer lawyers attorney attorneys report reports "
    "analyst analysts expert experts diplomat diplomats officer officers commander commanders activist activists "
    "doctor doctors medic medics aide aides adviser advisers person people man woman men women prosecutor prosecutors "
    "relative relatives family families neighbor neighbors neighbour neighbours victim victims survivor survivors "
    "representative representatives member members leader leaders journalist journalists reporter reporters writer "
    "writers critic critics supporter supporters scientist scientists researcher researchers investigator "
    "investigators minister soldier soldiers militant militants fighter fighters outlet outlets media observer "
    "observers student students teacher worker workers passenger passengers brother sister father mother son daughter "
    "wife husband friend friends judge judges author authors user users protester protesters demonstrators others "
    "some many several one parent parents staff employee employees detective detectives insider insiders "
    "rebel rebels local locals villager villagers rescuer rescuers firefighter firefighters refugee refugees migrant "
    "migrants paramedic paramedics"
)

# Offices and callings: whoever holds them can speak, named or not.
OFFICES = words(
    "envoy ambassador president mayor governor chief king queen prince bishop general colonel captain sheriff engineer "
    "owner director chairman chairwoman secretary senator lawmaker politician coroner nurse surgeon editor pilot "
    "scholar academic historian professor jury tribunal inquest inquiry "
    "investigation probe"
)
SPEAKERS = UNNAMED_NOUNS | CARRIERS | OFFICES
PRONOUNS_PERSON = words("he she him her")
PRONOUNS_GROUP = words("they them it who which")
PRONOUNS = PRONOUNS_PERSON | PRONOUNS_GROUP
# "in its view", "by their own count": whose pronoun, with the one that stands for the same.
OF_PRONOUN = {"its": "it", "their": "they", "his": "he", "her": "she", "him": "he", "them": "they"}
FIRST_PERSON = words("i we my our us me myself ourselves")
RELATIVE = words("who which that")
