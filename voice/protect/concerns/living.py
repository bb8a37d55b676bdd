"""How they live: neglect, running away, nowhere to sleep, forced marriage, grief."""

from __future__ import annotations

from voice.protect.concerns.rule import FAMILY, rules

NEGLECT = rules(
    "neglect",
    "Speaks of no food, no warmth, nobody looking after them, or not coping with children.",
    urgent=[
        rf"(?:{FAMILY})(?: \S+){{0,4}} (?:has not|have not|not|never|did not) (?:come|came|been|be) (?:back|home)(?: \S+){{0,5}}(?: days?| nights?| weeks?| yesterday| since)",
        r"(?:left|leaves?|leaving|home|been|am|are|is) (?:me|us|him|her|them|my (?:brother|sister|brothers|sisters))? ?(?:all )?(?:alone|on (?:my|our|their|his|her) own|by (?:my|our)sel\w+)(?: \S+){0,5} (?:all night|for (?:days|\d+ days|two days|the weekend|weeks)|overnight|at night|with no food|since|baby|little)",
        r"(?:no|not any|never any|run out of|ran out of) food (?:at home|in the house|in the fridge|left|in)(?: \S+){0,12} (?:mum|dad|days?|alone|back|gone|hungry|starving)|(?:have not|not|has not) (?:eaten|had (?:any )?(?:food|tea|dinner)) (?:since|for (?:\d|two|three|days)|in (?:\d|two|three))(?: \S+){0,4}",
    ],
    concern=[
        r"(?:no|not any|not enough|never any|never enough|run out of|ran out of) (?:food|dinner|tea|clean clothes|heating|electric|electricity|gas|hot water|bed|lunch)(?: \S+){0,8}(?: (?:home|house|mum|dad|hungry|cold|again|weekends?|night|left|at mine|at ours|us|me))",
        r"(?:do not|does not|have no|has no|got no|without|cold because|with no|there is no|no) (?:have )?(?:heating|electric\w*|gas|hot water|a bed|coat|clean clothes|shoes that)(?: \S+){0,8}(?: (?:and|so|because|house|home|mum|wear|same))",
        r"(?:i|me) (?:have to|got to|always|had to|need to|do all) (?:\S+ ){0,2}(?:look after|make|feed|change|put|get|cook|care for|do|bath|dress) (?:\S+ ){0,5}(?:brothers?|sisters?|baby|babies|bottles|nappies|kids|mum|siblings|little ones)(?: \S+){0,10}(?: (?:because|mum|dad|asleep|sleeps|work|drunk|ill|homework|every|bed|out|alone|can not|never))",
        r"(?:mum|dad|step dad|parents|carer)(?: \S+){0,3} (?:is|are|always|just|never|does not|do not|stays?) (?:\S+ )?(?:asleep|in bed|in her room|drunk|gets? up|got up|wakes?|notices?|feeds?|looks? after|cares?|there|home|washes?|out (?:all|every) night|high|passed out)(?: \S+){0,8}(?: (?:all day|always|me|us|homework|school|baby|day|food|ever|days))?",
        r"(?:always|so|really|often|usually|still|am|go to (?:bed|school)) (?:hungry|starving)(?: \S+){0,6} (?:home|school|because|weekends?|bed|night|holidays|every)|(?:wear|wearing) the same (?:clothes|uniform|pants|top)(?: \S+){0,4}|(?:smell|smells|smelly|dirty|stinks?) (?:\S+ ){0,4}(?:washer|washing|shower|clothes|house|no)",
        r"(?:i am|am|i was|are|really|just|we are|barely|struggling and) not coping|can not cope(?: \S+){0,6}|(?:not|have not|can not) (?:got|get|gotten|getting) out of bed for (?:the|my) (?:kids|children|baby)|(?:terrible|bad|awful|failing) (?:mum|mother|dad|parent|father)(?: \S+){0,3}|(?:scared|afraid) i (?:will|might) (?:\S+ )?(?:hurt|harm|shake|drop) (?:him|her|them|the baby|my)",
        r"(?:on (?:my|our) own|home alone|left alone|by myself|alone at (?:home|night)|alone in the house)(?: \S+){0,5} (?:a lot|every|all|most|since|until|till|night|nights|after school|weekends?|scared|mum|dad)",
    ],
)

AWAY = rules(
    "running_away",
    "Speaks of running away, or of not being able to go home.",
    urgent=[
        r"(?:going to|gonna|want to|will|plan\w* to|about to|thinking (?:of|about)|ready to|am|i am) (?:\S+ )?(?:run|running|ran|leave|leaving) (?:away|home|from home)(?: \S+){0,5}",
        r"(?:ran|run|running|runs) away(?: from)?(?: (?:home|care|my|the|placement|house|last|again|and|because|for|on|since|two|from|to))(?: \S+){0,5}",
        r"(?:sleep\w*|slept|stay\w*|spent|living|live) (?:\S+ ){0,3}(?:at|in|on|under|rough|outside) (?:the |a |my )?(?:bus (?:station|stop|shelter)|park|street|streets|train station|car|tent|stairwell|bench|shed|doorway|outside|woods|bus|buses|station|hostel floor|rough|squat)(?: \S+){0,6}",
        r"(?:kicked|chucked|thrown|threw|kick|booted|turfed|locked|put) (?:me |us |him |her )?out(?: \S+){0,8}(?: (?:home|house|and|because|by|mum|dad|nowhere|since|last|week|tonight|with|of|on))|nowhere (?:to go|to sleep|to stay|safe to)(?: \S+){0,4}|(?:can not|can never|am not allowed to|too scared to|not safe to|scared to|afraid to) go home(?: \S+){0,4}",
        r"(?:am|is|are) not (?:going|coming|sleeping|staying) (?:back )?(?:home|at home|there) (?:tonight|today|ever|again|any ?more|any longer)(?: \S+){0,4}|(?:got|have|with) my (?:bag|bags|stuff|things)(?: packed| with me)?(?: \S+){0,6}(?: (?:go|going|leave|leaving|run|station|stay|sleep|tonight|somewhere))",
        r"packed (?:my|a|her|his) (?:bag|bags|stuff)(?: \S+){0,6}|(?:missing from home|not been home|have not been home|not come home)(?: \S+){0,4}",
    ],
    concern=[
        r"(?:stay|stays|staying|stayed) out (?:all night|most nights|every night|until|till|late)(?: \S+){0,10}(?: (?:home|better|because|mum|dad))?|anywhere (?:is )?(?:better|safer) than (?:home|there|mine)|(?:hate|hates) (?:going|being|it at) home(?: \S+){0,4}|do not want to (?:go|be) (?:home|back (?:home|there))(?: \S+){0,5}|(?:want|wish) (?:to|i could) (?:live|be|go) (?:somewhere else|anywhere else|with someone else|into care|in care)",
    ],
    unless=r"(?:dog|cat|hamster|rabbit|pet) (?:ran|run) away",
)

HOMELESS = rules(
    "homelessness",
    "Speaks of having nowhere of their own to sleep.",
    concern=[
        r"sofa surf\w*|homeless\w*|(?:sleeping|sleep|living|stay\w*|kip\w*|crash\w*) (?:\S+ ){0,2}(?:on|at) (?:\S+ ){0,3}(?:sofas?|couch|floor|friends|mates|different houses|whoever)(?: \S+){0,4}|evict\w*|(?:lost|losing|about to lose) (?:\S+ )?(?:our|my|the) (?:home|house|flat|tenancy|place)|(?:hostel|b and b|temporary accommodation|emergency housing|one room)(?: \S+){0,8}(?: (?:kids|children|baby|mould|not safe|scared|months|years|weeks))",
    ],
)

FORCED = rules(
    "forced_marriage",
    "Speaks of a marriage, or harm to their body, that they did not choose.",
    urgent=[
        r"(?:get|be|getting|being|made to|have to|forc\w+|promised|engaged|going to be|arranged|arranging|want me to|make me|making me|sent|take me|taking me|send me|sending me)(?: \S+){0,8} (?:married|marry|marriage|husband i|wed|wedding)(?: \S+){0,8}(?: (?:do not want|not want|holidays?|pakistan|india|bangladesh|abroad|cousin|against|scared|summer|never met|15|16|17|14|choice|say no))",
        r"(?:fgm|cut down there|circumcis\w+|honou?r (?:killing|based|violence)|shame on the family|dishonou?r\w*)(?: \S+){0,8}",
        r"(?:taken|taking|sent|sending|going|flying|fly|flown|travel\w*|trip|abroad|back home|holiday|pakistan|india|bangladesh|somalia|yemen|iraq|turkey)(?: \S+){0,10} (?:marry|married|wedding|husband|meet (?:him|a man|someone i have to|my (?:future )?husband))(?: \S+){0,5}|(?:have to|must|being made to|making me|make me|want me to|expect me to) (?:marry|get married|get engaged)(?: \S+){0,5}",
        r"(?:do not|not|never) want to (?:get married|marry|go to (?:pakistan|india|bangladesh|somalia|nigeria|iraq|yemen|afghanistan|turkey))(?: \S+){0,6}",
    ],
)

GRIEF = rules(
    "bereavement",
    "Speaks of a death and of not managing with it.",
    concern=[
        r"(?:my |our |her |his )?(?:nan|nana|gran|grandma|grandad|grandpa|mum|dad|brother|sister|uncle|aunt\w*|cousin|friend|best friend|baby|son|daughter|step dad|teacher)s? (?:has |just |recently |got |was )?(?:died|passed away|passed|killed|dead|death|funeral|suicide|took (?:his|her) (?:own )?life)(?: \S+){0,14}(?: (?:fault|cry\w*|cries|can not|alone|no one|nobody|miss|sad|angry|cope|sleep|talk|nightmares?|blame|empty|numb|since))",
        r"(?:think|thought|feel|feels|felt|say|said|is|was) (?:it is|it was|like it is|like it was|that it was|its|it)? ?(?:all )?my fault(?: \S+){0,5}",
    ],
)

RULES = (*NEGLECT, *AWAY, *HOMELESS, *FORCED, *GRIEF)
