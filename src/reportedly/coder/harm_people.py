"""Nouns for persons, and the class that each puts them in."""

from __future__ import annotations

_PERSONS = {
    "civilian": """
        civilian non-combatant noncombatant child baby infant toddler schoolchild pupil student schoolgirl
        schoolboy journalist reporter cameraman photographer correspondent protester protestor demonstrator
        bystander shopper passenger pedestrian worshipper worshiper villager tourist commuter motorist
        tribesman shopkeeper farmer teacher doctor nurse pilgrim mourner attendee churchgoer concertgoer
        partygoer customer employee worker labourer laborer migrant refugee aid-worker volunteer activist
        cyclist spectator teenager girl boy holidaymaker patient miner fisherman hiker congregant
        parishioner clerk cleric monk nun priest imam pastor schoolteacher trader vendor cook engineer
        technician builder evacuee displaced guest diner reveller reveler clubber firefighter paramedic
        medic rescuer filmmaker blogger lawyer
        merchant apprentice servant maid maidservant housekeeper housewife cleaner sweeper porter carpenter
        joiner mason stonemason bricklayer welder plumber electrician mechanic blacksmith goldsmith
        locksmith tailor seamstress weaver potter butcher grocer greengrocer barber hairdresser shepherd
        shepherdess herder herdsman goatherd cowherd cattleman drover ploughman gardener beekeeper forester
        logger lumberjack woodcutter hunter peasant grower picker docker stevedore waiter waitress barman
        bartender innkeeper hotelier cashier salesman saleswoman shopworker hawker peddler pedlar
        stallholder pharmacist chemist dentist surgeon anaesthetist midwife orderly vet veterinarian
        physician clinician psychologist counsellor counselor therapist accountant auditor receptionist
        typist librarian archivist historian archaeologist geologist surveyor
        architect tutor lecturer headmaster headmistress headteacher principal dean preschooler
        undergraduate graduate trainee intern schoolmaster seminarian rabbi deacon preacher missionary
        muezzin sheikh novice devotee humanitarian campaigner organiser organizer unionist marcher rallygoer
        festivalgoer backpacker sightseer trekker mountaineer angler yachtsman boatman ferryman lifeguard
        trucker cabbie carter muleteer courier postman mailman messenger lineman linesman signalman
        railwayman stationmaster conductor firewoman beggar jeweller jeweler publisher editor columnist
        broadcaster presenter newsreader producer stringer fixer photojournalist videographer poet novelist
        playwright sculptor dancer comedian performer steelworker stoneworker ironworker dockworker farmhand
        farmworker healthworker electrician quarryman oilman wedding-guest holiday-maker ambulanceman
        guide deckhand stagehand stablehand stuntman farrier ferrywoman birdwatcher ambulancewoman
        caregiver carer nanny babysitter schoolmate kindergartner nursemaid""",
    "militant": """
        militant insurgent rebel terrorist extremist jihadist jihadi gunman gunmen attacker assailant bomber
        fighter militiaman guerrilla hijacker shooter kidnapper militia separatist taliban houthi
        suicide-bomber operative insurgency islamist warlord perpetrator infiltrator hostage-taker combatant
        bandit pirate raider khwarij khawarij invader
        hitman gunwoman knifeman arsonist abductor mutineer putschist insurrectionist secessionist maoist
        assaulter ambusher operative looter smuggler trafficker cartel-member mujahid""",
    "military": """
        soldier private recruit cadet draftee troop serviceman servicewoman servicemember marine airman sailor
        paratrooper conscript
        colonel lieutenant captain sergeant corporal commando pilot peacekeeper general reservist
        infantryman tankman crewman aviator navy
        sapper grenadier rifleman legionnaire brigadier major admiral commodore sentry deminer guardsman
        artilleryman machine-gunner submariner cavalryman deserter veteran warrant-officer ex-soldier
        cosmonaut fusilier""",
    "security_force": """
        police policeman policewoman officer constable guard gendarme trooper sheriff bodyguard
        patrolman warden cop detective ranger inspector superintendent
        jailer jailor warder watchman nightwatchman marshal gamekeeper carabiniere customs-officer bailiff""",
    "official": """
        official mp pm minister governor mayor diplomat ambassador politician lawmaker senator congressman
        congresswoman legislator president vice-president premier judge prosecutor councillor councilor
        envoy representative candidate king emperor chancellor secretary dictator magistrate
        alderman consul attache attaché commissioner prefect bureaucrat delegate negotiator mediator baron
        sultan emir chieftain headman parliamentarian councilwoman councilman ombudsman undersecretary""",
    "unstated": """
        person people man woman victim other individual member leader commander chief resident citizen
        national human adult male female youth elder relative brother sister mother father son daughter wife
        husband parent grandparent grandmother grandfather uncle aunt cousin nephew niece friend colleague
        neighbour neighbor couple family spouse fiancee fiance driver pilot crew staff personnel contractor
        sibling twin mum mom dad hostage captive prisoner detainee inmate suspect casualty survivor occupant
        attender participant fan kid guy passerby passersby onlooker settler inhabitant dweller escort
        deportee convict player athlete singer star starlet actor influencer vlogger streamer owner operator staffer
        foreigner local native tribe-member teen
        aide associate adviser advisor deputy founder head boss gangster dealer thief robber burglar
        criminal intruder defender supporter follower believer muslim christian sunni shia shiite jew kurd
        arab yazidi hindu sikh turk serb croat druze american briton spaniard frenchman dutchman irishman
        swede dane finn scot pole ethnic patron bishop scientist physicist author writer artist celebrity
        counterpart predecessor successor classmate schoolmate housemate roommate teammate girlfriend boyfriend
        ex-husband ex-wife stepfather stepmother stepson stepdaughter father-in-law mother-in-law assassin
        breadwinner ally beneficiary rest remainder rohingya uighur uyghur hazara fulani heir prince princess nobleman
        figure kingpin mastermind ringleader spokesman spokeswoman
        lieutenant-governor nominee researcher professor academic chef baker miner scholar rider
        motorcyclist biker skier climber swimmer surfer diver boater traveller traveler tenant homeowner
        visitor caretaker janitor manager supervisor director executive banker businessman businesswoman
        entrepreneur seaman sailor captain steward stewardess attendant flier gunner sniper scout spy agent
        informant defector wrestler boxer footballer musician rapper drummer guitarist model bride groom
        dozen hundred thousand score one attacker fugitive mercenary pensioner octogenarian newborn fetus
        grandchild grandson granddaughter great-grandchild great-grandmother great-grandfather stepchild
        stepbrother stepsister godson goddaughter godfather godmother son-in-law daughter-in-law
        brother-in-law sister-in-law newlywed widow widower orphan triplet quadruplet kinsman kinswoman
        descendant companion partner lover assistant helper flatmate comrade compatriot returnee escapee
        defendant accused plaintiff applicant voter householder landowner landlord landlady lodger nomad
        stranger walker runner jogger bodybuilder jockey racer skipper helmsman oarsman stowaway castaway
        expert
        specialist skydiver paraglider schoolfriend interpreter translator half-brother half-sister fiancé
        fiancée bridegroom
        bridesmaid chauffeur housemaid cameramen cook""",
}
PLURALS = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "wives": "wife", "policemen": "policeman",
    "gunmen": "gunman", "firemen": "firefighter", "fishermen": "fisherman", "servicemen": "serviceman",
    "tribesmen": "tribesman", "babies": "baby", "families": "family", "militiamen": "militiaman",
    "schoolchildren": "schoolchild", "troops": "troop", "casualties": "casualty", "crewmen": "crewman", "lives": "life",
    "policewomen": "policewoman", "clergymen": "cleric", "countrymen": "citizen", "bodies": "body", "corpses": "body",
}  # fmt: skip
PERSON_CLASS = {word: group for group, words in reversed(_PERSONS.items()) for word in words.split()}
# Words before the head that settle the class: "female police officers", "ISIS leader".
CLASS_WORDS = {
    **dict.fromkeys(("civilian", "unarmed", "innocent", "school", "office", "aid", "hospital"), "civilian"),
    **dict.fromkeys(
        (
            *(
                "militant",
                "rebel",
                "insurgent",
                "terrorist",
                "extremist",
                "jihadist",
                "isis",
                "isil",
                "taliban",
                "al-qaida",
            ),
            *(
                "al-qaeda",
                "qaeda",
                "qaida",
                "hamas",
                "militia",
                "al-shabaab",
                "shabaab",
                "houthi",
                "daesh",
                "enemy",
            ),
        ),
        "militant",
    ),
    **dict.fromkeys(("army", "military", "navy", "marine", "force", "service"), "military"),
    **dict.fromkeys(("police", "security", "border", "prison"), "security_force"),
}
PERSON_ENDINGS = ("man", "woman", "people", "ist", "ian", "eer", "person", "er", "or", "ee")
