"""Figures of speech and talk about a topic: blanked out before any rule looks."""

from __future__ import annotations

import re

from voice.protect.concerns.hints import Likely, alternatives, hints_of, threes

_SHOWN = r"(?:poster|leaflet|play|drama|piece|song|poem|book|film|movie|video|slogan|advert|story|quiz|assembly|documentary|scene|rap|character|speaker|line|lyrics?)s?"
_QUOTED = r"(?:(?!so |but |because |like |same |me |my |and i |and my )[^.,\s]+ ?){0,9}(?<! )"
"""What a poster or a play says, as far as the writer does not go on to speak of themselves."""

_SAYINGS = [
    r"(?:is|are|was|were|be|been|being|its)?\s?(?:killing|kills) (?:me|us|my (?:back|feet|head|legs|vibe|mood))",
    r"(?:to|would|id|i would|could) die for|dying (?:of|from|for|to (?:see|know|go|try|get|play|come)) ?(?:boredom|laughing|laughter|heat|hunger|thirst|embarrassment|cold)?",
    r"(?:died|dead|dying) (?:of|from|with)? ?(?:laughing|laughter|embarrassment|boredom)|nearly died|literally (?:dying|died|dead)",
    r"(?:mum|dad|nan|teacher|parents?|she|he|they|you|wife|boss|coach|sir|miss) (?:will|would|is going to|are going to|going to) (?:kill|murder) (?:me|us) if",
    r"(?:kill|murder|die) for (?:a|an|some|the|more)|(?:kill|killing|kills|killed) (?:time|the (?:mood|vibe|engine|lights|buzz))|killed it|killing it|kill two birds",
    r"shoot me (?:a|an|over)|shot (?:in the arm|at it|of)|give it a shot|best shot|long shot|shoot some|shooting hoops",
    r"(?:beat|beaten|beats|smashed|hammered|killed|destroyed|murdered|battered|thrashed) (?:me|us|him|her|them|at|by|it)? ?(?:at|in|by|on)? ?(?:the |a |my )?(?:table tennis|pool|fifa|\w+ball|hockey|rugby|rounders|tennis|cricket|laser tag|chess|uno|cards|snooker|darts|game|games|match|minecraft|fortnite|mario|xbox|zombies|staff|quiz)",
    r"(?:in|on|playing|play) (?:the|a|my|that|this)? ?(?:game|minecraft|fortnite|roblox|fifa|gta|cod|xbox|film|movie|book|show|play|drama)[^.]{0,40}(?:killed|die|died|dead|kill|stab|shot|shoot|zombie\w*|blood)",
    r"punch(?:ing)? ?bag|boxing (?:club|gym|class|bag)|kick ?boxing|hit (?:the|a) (?:ball|gym|wall|shops|target|spot|road|nail)|hit me up|hit it off|hits? different",
    r"(?:is|are|an|pure|fr|child|total|such)? ?abuse (?:of|fr|tbh|by homework)|(?:rules|homework|kit|uniform|price|prices|timetable|waiting list|bus|bell)[^.]{0,25} (?:is|are) (?:pure |actual |literal |child )?(?:abuse|criminal|torture|murder)",
    r"(?:suicide|self harm|domestic abuse|domestic violence|abuse|county lines|drugs?|knife crime|knife|grooming|mental health|eating disorder|bullying|anti bullying|safeguarding|violence|consent|gangs?|alcohol|exploitation|fgm)(?: and \w+)? (?:awareness|assembly|assemblies|workshop|workshops|training|talk|talks|session about|lesson|lessons|leaflet|leaflets|posters?|charity|charities|prevention|policy|campaign|week|helpline|course|courses|team|education|campaigns|module|film|play|service|services|webinar|ambassador|ambassadors|champion)",
    r"(?:workshop|assembly|talk|training|session|lesson|leaflet|poster|course|video|film|project|group) (?:about|on|for|called|around) (?:the )?(?:suicide|self harm|domestic abuse|abuse|county lines|drugs?|knife crime|grooming|mental health|eating disorders?|bullying|violence|consent|gangs?|exploitation)",
    r"(?:talk|teach|learn|learned|learnt|taught|speak|showed us how|how) (?:to (?:talk|speak) )?(?:to |with )?(?:us |children |kids |people |them |young people )?(?:about|on) (?:suicide|self harm|abuse|county lines|drugs|grooming|knives|knife crime|bullying|consent)",
    r"(?:self harm|drug|alcohol|bereavement|eating disorder|suicide|anxiety|grief) (?:group|support group|nurse|worker|clinic|service|team|drop in)",
    r"nothing (?:apart from|but|except) cutting|cutting (?:waiting|wait|the|down|back|out)",
    r"suicidally (?:long|boring|slow|bad)|committing social suicide|career suicide",
    r"save my life|saves lives|life saver|lifesaver|changed my life|time of my life|no life|for life|get a life",
    r"(?:sick|hate|tired|fed up) (?:of|the|mushrooms?|school dinners|plastic|waiting|being late|queu\w+)(?: waiting)?",
    r"cut(?:s|ting)? (?:the|to|our|down|off|out|in|short|my hair|his hair|her hair|hair|corners|class|classes|funding|services|budgets?|it (?:out|short|off)|back|up|paper|cake|queue|this|your|that)",
    r"(?:hamster|dog|cat|rabbit|fish|guinea pig|gerbil|goldfish|pet|bird|parrot|tortoise)s? (?:has |have |just )?(?:died|dead|ran away|run away|passed away|was put down)|(?:my|our) (?:hamster|dog|cat|rabbit|fish|guinea pig|pet) [^.]{0,25}(?:died|ran away)",
    r"trigger warning|drop dead gorgeous|dead (?:good|nice|end|line|easy|quiet|boring|funny|lines?|leg|batter\w+)|deadline|dead on|brain dead|(?:phone|battery|wifi|laptop|tablet|kiosk|group chat|club|town|place|bus) (?:is|was|died|dies|keeps dying|dead)(?: dead)?",
    r"hang (?:out|around|about|on|up|my|your|coats?|yourself on the rope)|hanging (?:out|around|about|up|basket)|hung (?:out|up|around)",
    r"bully(?:ing)? (?:box|policy|ambassador|form)|drives? me (?:mad|crazy|nuts|insane|up the wall)|going (?:to scream|mad|mental|crazy|insane)|crashed and|bored to death|scared to death of (?:spiders|heights|dogs|maths|the dentist)|scares? the life",
    r"fight(?:ing)? (?:for|to get|over the (?:remote|xbox|controller))|battle|war on|attack of the|heart attack|panic attacks?|asthma attacks?|attack on",
    r"disappear(?:ed|ing)? (?:into|in) (?:the |my |a )?(?:library|book|books|music|game|room|garden|woods|headphones)",
    r"(?:nobody|no one|never|not|none) (?:has )?(?:ever )?(?:hits?|hurts?|hit|hurt|touched|touches|harms?|harmed|bullies|bullied|abuses?|abused) (?:me|us|my|him|her|anyone)(?: at home)?",
    r"(?:would|i would|i) never (?:hurt|harm|kill|cut)(?: myself| anyone)?|(?:i )?(?:do not|never|did not|am not|not) (?:want to |going to )?(?:self harm|cut myself|suicidal|hurt myself|harm myself|kill myself)(?:ing)?(?: or anything)?|not suicidal",
    rf"{_SHOWN}(?: \S+){{0,3}}? (?:says?|said|asks?|asked|asking|goes|reads?|shouts?|about|on|where|in which|called) {_QUOTED}",
    r"(?:lessons?|training|talks?|workshops?|leaflets?|more) (?:about|on|in) (?:\S+ ){0,2}(?:self harm|suicide|abuse|grooming|bullying)",
    r"(?:have|has|had) never (?:self harm\w*|cut|hurt|harmed|starved|been (?:bullied|hurt|hit|abused))(?: (?:my|him|her)self)?",
    r"(?:do not|does not|did not) self harm|(?:hit|bumped|banged|bump) (?:my|his|her) head on (?:a|the)|would run away to (?:live|stay|be) (?:at|in|with) (?:the|this|your)",
    r"knife and fork|knives and forks|plastic knives|butter knife|cutlery",
]
_LIKELY = Likely(
    (re.compile(rf"(?<=\s)(?:{one})(?=\s)"), hints_of(one))
    for saying in _SAYINGS
    for one in alternatives(saying)
)


def without_sayings(said: str, its_threes: frozenset[str] | None = None) -> str:
    """The text with its figures of speech blanked, every other letter where it was: from left to right, none overlapping."""
    likely = _LIKELY.among(said, threes(said) if its_threes is None else its_threes)
    pieces, at = [], 0
    while found := [match for saying in likely if (match := saying.search(said, at))]:
        first = min(found, key=re.Match.start)
        pieces += [said[at : first.start()], " " * len(first[0])]
        at = first.end()
    return "".join([*pieces, said[at:]])
