"""Harm that others do: blows, sexual abuse, grooming, exploitation, control, cruelty, threats, bullying."""

from __future__ import annotations

from voice.protect.concerns.rule import ADULT, CHILD, FAMILY, GAP, PARTNER, rules

HURT = r"(?:hits?|hit|hitting|beats?|beat|beating|beaten|punch(?:es|ed|ing)?|kick(?:s|ed|ing)?|slap(?:s|ped|ping)?|smack(?:s|ed|ing)?|strangl(?:es|ed|ing|e)|chok(?:es|ed|ing|e)|hurts?|hurting|burn(?:s|ed|t|ing)?|shak(?:es|ing)|shook|throws? me|threw me|push(?:es|ed)? me (?:down|against|into)|grabs? me by|pins? me|drags? me|whack(?:s|ed)?|belt(?:s|ed)|batter(?:s|ed)?|bit(?:es)?|headbutt\w*|pull(?:s|ed)? my hair|lock(?:s|ed)?)"
BODY = r"(?:me|us|him|her|them|my (?:mum|dad|brother|sister|head|arm|face|legs?|baby)|the (?:kids|children|baby))"

PHYSICAL = rules(
    "physical_abuse",
    "Says that somebody hits or hurts them, or another child.",
    urgent=[
        rf"(?:{FAMILY}|{PARTNER}|grown ups?|worker|nursery worker|teacher|coach|he|she|they)(?: (?:always|sometimes|keeps?|still|just|used to|even|would|will|gets? (?:angry|mad|drunk) and|comes home and|is|was|has been|been|starts?|started|really|properly|can|might|could|likes to)){{0,4}} {HURT} {BODY}",
        r"(?:scared|afraid|frightened|terrified|worried) (?:of what (?:he|she|they|my dad|my mum|dad|mum) (?:will|would|might|is going to) do|(?:he|she|dad|mum|they) (?:will|is going to|might) (?:hurt|hit|kill|beat|batter) (?:me|us|my))",
        rf"(?:get|gets|getting|got|been|being) (?:hit|beaten|slapped|smacked|punched|kicked|belted|strangled|choked|hurt|battered|whacked)(?: up)? (?:at home|by (?:my |his |her )?{FAMILY}|when i|if i|with|for (?:being|not|crying|talking)|every|again|when (?:he|she|dad|mum))",
        r"(?:with|using) (?:his|her|a|the) (?:belt|stick|slipper|shoe|cable|cord|hanger|wooden spoon|fists?|cane|wire|lighter|cigarette|iron)",
        r"(?:bruises?|marks|black eye|broken (?:arm|rib|nose|bone|wrist)|burns?|finger marks|hand ?print)(?: \S+){0,8} (?:on|from|because|where|he|she|they|dad|mum|my|her|his|told|fell|hide|cover)",
        rf"(?:{CHILD})(?: \S+){{0,5}} (?:bruis\w+|black eye|finger marks|hand ?prints?|broken)",
        r"(?:beat|beats|beating|beaten) (?:him|her|me|us|them|my \S+) up|lock(?:s|ed) (?:me|us|him|her|my (?:brother|sister)) (?:in|out|up)(?: \S+){0,4}",
    ],
    concern=[
        r"(?:grab|grabs|grabbed|restrain\w*|pinned|hold|held) (?:me|him|her) (?:down|against|by|so hard|too hard|really hard)",
        r"(?:flinch\w*|scared when (?:he|she|dad|mum) (?:comes|gets|is|shouts)|scared (?:of|to go (?:home|back to)) (?:my |his |her )?(?:dad|mum|step dad|home|house|him)|afraid of (?:my |his |her )?(?:dad|mum|step dad|home|brother)|do not (?:feel|like being) safe|not safe at|do not feel safe at|i am not safe|unsafe at home|am scared at home|scared at (?:home|mums|dads)|scared to go home)",
        r"(?:dad|mum|step dad|step mum|carer|parents)(?: \S+){0,3} (?:loses it|goes mental|lashes out|gets violent|gets rough|is violent|hurts me)(?: \S+){0,4}|(?:violent|violence) (?:at home|dad|mum|house|home)",
    ],
    unless=r"boxing (?:club|coach)|karate|judo|rugby|taekwondo",
)

SEXUAL = rules(
    "sexual_abuse",
    "Speaks of being touched, shown or made to do sexual things, or of somebody who was.",
    urgent=[
        rf"{ADULT}(?: (?:keeps?|kept|always|used to|still|sometimes|started|has been|been|is|was|who|tried to|tries to)){{0,3}} (?:touch(?:es|ed|ing)?|feel(?:s|ing)? up|strok(?:es|ed|ing)|rub(?:s|bed|bing)|grop(?:es|ed|ing)|fondl\w+|kiss(?:es|ed|ing)) (?:me|my (?:private|privates|bum|chest|boobs|legs?|thigh|body|bits)|us|her|him)(?: \S+){{0,8}}",
        r"(?:touch(?:es|ed|ing)?|see|show|shows|showed|showing|look at|looks at|touching|hurt|hurts) (?:\S+ ){0,3}(?:private parts?|privates|willy|penis|vagina|down there|where (?:i|he|she) should not|under my clothes|inside my|in my (?:pants|knickers|bed)|my bits|his (?:bits|thing|private))",
        r"(?:rap(?:e|ed|ing|es)|raped|sexual(?:ly)? (?:abus\w+|assault\w*|harass\w+)|molest\w+|incest)",
        r"(?:forc(?:e|es|ed|ing)|mak(?:e|es|ing)|made|pressur\w+|making) (?:me|us|her|him) (?:to )?(?:\S+ ){0,3}(?:have )?(?:sex|do stuff|do (?:sexual|sexy|bad|dirty|things|rude)|touch|sleep with|undress|take (?:my|our|her) clothes off|take (?:off )?my (?:top|clothes)|watch (?:porn|videos|him|rude|dirty)|send (?:\S+ ){0,2}(?:nudes|pics|pictures)|kiss)",
        r"(?:do|does|did|doing) (?:stuff|things|something|bad things|rude things|weird things) (?:to|with) (?:me|her|him)(?: \S+){0,5}(?: at night| i do not (?:like|want)| when| in| that)?",
        r"(?:our|be our|it is our|is our) (?:little |special )?secret(?: game)?|(?:special|secret) (?:game|club|hugs?|cuddles?|time) (?:with|that|he|she|and)|(?:said|says|told me|tells me|made me promise) (?:not to tell|do not tell|never tell|to keep it a secret|it is a secret|i will get in trouble if i tell)(?: \S+){0,4}",
        r"(?:comes|came|come|gets|got|climbs|climbed|sneaks|creeps) (?:in|into|in to) (?:my|her|his) (?:room|bed|bedroom)(?: \S+){0,2} (?:at night|when|and|every night|while)",
        r"(?:boyfriend|girlfriend|he|she) (?:is|are)? ?(?:2\d|3\d|4\d|5\d)(?= |\.).{0,60}(?:sex|mates|friends|sleep with|nudes)|(?:sex with|sleep with) (?:his|her|other|older|random) (?:mates|friends|men|people)|(?:passed|pass(?:es)?) (?:me )?(?:round|around)",
        r"(?:without|even though|when) (?:\S+ ){0,4}(?:consent|said (?:no|stop)|asleep|drunk)(?: \S+){0,6} (?:sex|inside|touched|top of me|carried on|did it|stop)|(?:did not|would not) stop when i (?:said|told|asked)",
    ],
    concern=[
        r"(?:assaulted|groped|spiked|upskirt\w*|flashed (?:me|at))(?: \S+){0,6}",
        r"(?:grab\w*|slap\w*|pinch\w*|squeez\w*|touch\w*|snap\w*) (?:my|her|our) (?:bum|arse|boobs|bra|chest|thigh|skirt|waist)|(?:lift\w*|pull\w*|look\w* up|pics? up) (?:my|her|our) (?:skirt|top|dress|trousers down)",
        r"(?:wait|waits|waiting|waited) (?:for me|outside)(?: \S+){0,6} (?:every|after|took|push\w*|phone|jump\w*|beat)(?: \S+){0,4}",
        r"(?:keeps?|kept) (?:grabbing|touching|feeling|kissing) (?:me|her)|makes? me (?:feel )?uncomfortable(?: \S+){0,4} (?:touch\w*|stands?|stares?|hugs?|comments?|alone)|(?:stares?|looks?) at (?:my|her) (?:chest|body|boobs|bum|legs)|sexual (?:comments?|jokes?|things|messages?)",
    ],
)

GROOMING = rules(
    "grooming_online",
    "Speaks of somebody online, or older, who asks for pictures, secrets or to meet.",
    urgent=[
        r"(?:nudes?|naked (?:pics?|pictures?|photos?)|pics? of me|pictures? of me|photos? of me|videos? of me|private pics?|rude pics?|sexy pics?)(?: \S+){0,12} (?:post\w*|share\w*|sharing|send\w*|leak\w*|spread\w*|pay|money|£\d*|tell|show\w*|unless|if i|threat\w*|blackmail\w*|everyone|school|family)",
        r"(?:ask\w*|want\w*|keeps? asking|begg\w*|send\w*|demand\w*|pressur\w*|get\w*) (?:\S+ ){0,4}(?:nudes?|naked|pics?|pictures?|photos?|videos?|webcam|undress|clothes off)(?: \S+){0,10} (?:online|threat\w*|come to|find me|know where|or (?:he|she|they|else)|if i do not|more|of me|of my|without|no clothes)",
        r"(?:blackmail\w*|sextort\w*|threat\w*) (?:\S+ ){0,4}(?:me|us|to|with)(?: \S+){0,6}|(?:says?|said|threaten\w*) (?:he|she|they) (?:will|is going to|knows?) (?:\S+ ){0,2}(?:come to my (?:school|house)|find me|where i live|post|leak|share|send|tell (?:everyone|my))",
        r"(?:meet|meeting|met|met up with|pick me up|going to see|come round|come to (?:his|my) (?:house|flat|place)) (?:\S+ ){0,5}(?:from|off|i met|who i met|on) (?:\S+ ){0,2}(?:online|discord|snap|snapchat|insta|roblox|tiktok|internet|an app|the app|game|xbox|fortnite)",
    ],
    concern=[
        r"(?:talk\w*|chat\w*|messag\w*|speak\w*|dm\w*|text\w*|snap\w*) (?:\S+ ){0,4}(?:guy|man|bloke|boy|lad|woman|person|someone|stranger|him|he|she|adult|people)(?: \S+){0,5} (?:online|on discord|discord|roblox|snap|snapchat|insta|tiktok|an app|xbox|game)(?: \S+){0,10}(?: (?:nice|secret|tell|older|30|2\d|3\d|4\d|meet|love\w*|gifts?|special|mature))",
        r"(?:he|she) (?:is|says|said|told)(?: \S+){0,8} (?:not to tell|do not tell|keep (?:it|this|us) (?:a )?secret|mature for my age|our secret|delete (?:the|our|my) (?:messages|chats?))",
        r"(?:someone|man|guy|people|he|stranger|they)(?: \S+){0,3} (?:online|on snap|on insta|on discord|on roblox|on tiktok)(?: \S+){0,4} (?:keeps?|asks?|asked|wants?|wanted|sends?|sent|makes?|made) (?:\S+ ){0,6}(?:me|pics?|pictures?|meet|weird|rude|scared|private|nudes?)",
        r"(?:older|old|grown|adult|30 year old|40 year old) (?:guy|man|boyfriend|lad|bloke|girlfriend|person|friend)(?: \S+){0,4} (?:online|buys|bought|gives|gave|meets|picks|sends|messages|texts|loves)(?: \S+){0,6}",
    ],
)

EXPLOITATION = rules(
    "exploitation",
    "Speaks of being made to carry, sell or owe, or of older people who give and then ask.",
    urgent=[
        r"(?:mak(?:e|es|ing)|made|forc\w+|got|get|told|tell|want\w*|have|has|having|need) (?:me|us|him|her|my \S+)? ?(?:to )?(?:carry|sell|hold|run|move|deliver|deal|shot|drop|hide|take) (?:\S+ ){0,4}(?:drugs|packages?|parcels?|stuff|weed|bags?|food|shots?|coke|crack|packs?|money|knives?|a (?:knife|gun)|for them|on the train|out of town|country|to other towns|to (?:the )?flat)",
        r"(?:if i (?:stop|leave|do not|dont|say no|refuse|tell)|unless i|or) (?:\S+ ){0,3}(?:they|he|she|theyll|hell)(?: will| are going to| would| said they would| is going to)? (?:\S+ )?(?:hurt|kill|break|stab|shoot|beat|batter|cut|come for|get|find|burn)(?: \S+){0,6}",
        r"(?:owe|owes|owed|debt|in debt)(?: \S+){0,8} (?:sell|work|carry|drugs|dealer|or they|or he|hurt|kill|break|stab|threat\w*|have to|make me|pay (?:it|them|him) back by)",
        r"(?:traffick\w+|county line\w*|cuckoo\w*|going country|trap house|modern slav\w+|took my passport|taken my passport|keeps? my (?:passport|wages|papers))(?: \S+){0,4}",
        r"(?:pay|pays|paid|money|cash|gifts?|drugs|vapes) (?:\S+ ){0,4}(?:for|if i have|to have) sex|sleep with (?:\S+ ){0,3}for (?:money|drugs|somewhere)|sell\w* (?:my|her) body",
    ],
    concern=[
        r"(?:older|big|bigger|those|these|some) (?:lad|lads|boy|boys|guy|guys|girls?|ones|kids|man|men|people)(?: \S+){0,4} (?:buy\w*|bought|giv\w*|gave|offer\w*|got me|take\w*|pick\w*|want\w*|make\w*|asked?)(?: \S+){0,10} (?:trainers|weed|vapes?|phone|money|cash|food|clothes|favours?|owe\w*|job|deliver\w*|hold|carry|drink|car|rides?|flat|party|parties)",
        r"(?:owe|owes) (?:him|her|them|someone|people|some lads|a dealer)(?: \S+){0,3} (?:favour|money|favours|loads|a lot|£\d+)|(?:buys?|bought|gives?|gave) me (?:\S+ ){0,5}(?:and|but|now)(?: \S+){0,4} (?:owe|favour|want\w* something|expects?)",
        r"(?:in|join\w*|joined|part of|left|leave|recruit\w*|get out of) (?:\S+ ){0,2}(?:gang|gangs|mandem|olders)(?: \S+){0,4}|(?:carry|carrying|carries|keep|keeping|got|bring) (?:a |my )?(?:knife|blade|machete|zombie knife|shank|gun)(?: \S+){0,4}",
    ],
)

DOMESTIC = rules(
    "domestic_abuse",
    "Speaks of violence, threats or control in the home, or by a partner.",
    urgent=[
        r"(?:dad|step dad|he|mums boyfriend|husband|partner|ex|boyfriend|wife|girlfriend|mum)(?: \S+){0,3} (?:punch\w*|hits?|beat\w*|kick\w*|strangl\w*|chok\w*|slap\w*|hurts?|batter\w*|threw|pushed|smash\w*) (?:my |the |our )?(?:mum|mom|mother|dad|her|sister|brother|step mum)(?: \S+){0,4}",
        rf"(?:{PARTNER}|he|she|dad|step dad)(?: \S+){{0,3}} (?:threat\w*|said (?:he|she) (?:would|will)|going to|says (?:he|she) will|wants to|tried to|try to) (?:to )?(?:kill|hurt|burn|stab|strangle|take the (?:kids|children)|find)(?: \S+){{0,6}}",
        rf"(?:{PARTNER}|he|she)(?: \S+){{0,4}} (?:locks?|locked|will not let|does not let|wont let|stops?|stopped) (?:me|us) (?:\S+ ){{0,3}}(?:in|out|leave|leaving|go out|go anywhere|see (?:my|anyone)|use)(?: \S+){{0,6}}(?: flat| house| room| phone| family| friends| alone| anyone| anywhere)?",
        r"(?:took|takes|taken|smashed|broke|hides|hid) my (?:phone|keys|money|bank card|card|passport)(?: \S+){0,8} (?:so i|can not|library|secret|locked|leave|computer)|(?:hide|hiding|hid|hides) (?:\S+ ){0,4}(?:cupboard|wardrobe|under the bed|bathroom|in my room|with my (?:sister|brother))(?: \S+){0,6}",
        r"(?:he|she|ex) (?:still )?has (?:a |the )?(?:key|gun|knife)|(?:fled|fleeing|escaped|escap\w+|run from|running from|got away from|hiding from) (?:\S+ ){0,3}(?:husband|partner|ex|him|dad|boyfriend|violent|abusive)(?: \S+){0,4}",
    ],
    concern=[
        r"(?:he|dad|step dad|mums boyfriend|her boyfriend|my ex|she|mum) (?:always |just |then |really )?(?:goes|gets|went|got) (?:mad|mental|nasty|angry|crazy|scary|violent|worse|off) (?:at|with|on) (?:my |the |her )?(?:mum|dad|us|me|her|him|sister|brother|kids|everyone)(?: \S+){0,4}|(?:frightened|scared|afraid|terrified) of (?:my |his |her |their |the )?(?:dad|father|step dad|husband|partner|ex|ex husband|mums boyfriend|boyfriend|him|her|mum|brother|uncle|step mum|family|parents)(?: \S+){0,4}|(?:home|house|at ours|at mine|here) is not safe(?: \S+){0,4}|(?:worse|bad|kicks off|starts|trouble) (?:after|when) (?:they|people|the worker|you|everyone|workers) (?:go|goes|leave|leaves|left|have gone)",
        r"(?:mum and dad|parents|dad and mum|they|mum and (?:her boyfriend|step dad)|dad and step mum)(?: \S+){0,3} (?:scream\w*|shout\w*|fight\w*|throw\w*|argue\w*|row\w*|smash\w*|hit\w*)(?: \S+){0,6}(?: scared| plates| things| at night| every| each other| all the time| hide| cry\w*| sister| brother)",
        rf"(?:{PARTNER}|he|she)(?: \S+){{0,3}} (?:checks?|checked|goes through|tracks?|controls?|controlled|follows?|followed|stalks?|stalked|watch(?:es)?|goes mental|gets jealous|goes mad|accuses|reads?|monitors?|decides?|tells? me what)(?: \S+){{0,10}}(?: phone| messages| talk| anyone| wear| work| friends| money| car| where i| outside| location| see| jealous)",
        r"domestic (?:abuse|violence)|(?:abusive|violent|controlling|toxic) (?:relationship|partner|ex|boyfriend|girlfriend|husband|wife|dad|father|step dad|mum|home|marriage)|(?:because of|from|the|his|her) violence|coercive|refuge|women'?s aid|non molestation|restraining order|injunction|not allowed (?:my own )?(?:money|friends|phone|to (?:see|leave|go out|work))",
        r"(?:dad|step dad|he|mums boyfriend|mum)(?: \S+){0,3} (?:shouts?|screams?|swears?|yells?|smash\w*|throws?|punch\w* (?:walls?|doors?)) (?:at|things|stuff|plates|doors?|walls?|my)(?: \S+){0,8}(?: mum| scared| cry\w*| hide| every| all the time| us| me)",
    ],
    unless=r"i volunteer at",
)

EMOTIONAL = rules(
    "emotional_abuse",
    "Speaks of being told that they are worthless, or treated as if they were not there.",
    concern=[
        rf"(?:{FAMILY}|{PARTNER}|carers?|teacher|he|she|they)(?: \S+){{0,3}} (?:says?|said|tells? me|told me|calls? me|called me|thinks?|makes? me feel|shouts?)(?: that)?(?: \S+){{0,3}} (?:stupid|worthless|useless|nobody wants|no one wants|wishes? (?:he|she|they|i)|never (?:had|wanted) me|a mistake|hate me|hates me|disgusting|fat|ugly|thick|a burden|go away|regret|pathetic|a failure|a disgrace|not (?:loved|wanted|good enough|his|her)|my fault|all my fault|rubbish|evil|a waste)(?: \S+){{0,4}}",
        rf"(?:{FAMILY})(?: \S+){{0,3}} (?:ignores? me|does not (?:talk|speak) to me|will not (?:talk|speak|look)|hates me|never (?:talks?|speaks?|hugs?|loved)|does not love|does not want me|does not care)(?: \S+){{0,10}}",
        r"(?:like i|as if i) (?:do not|did not|am not|was not|am) (?:exist|there|invisible|real|nothing)|i am (?:not allowed|never allowed) (?:to (?:eat|leave|go out|have friends|speak|come out|use the)|out of|food)(?: \S+){0,5}|(?:makes?|make|made) me (?:sleep|eat|stand|sit|stay) (?:\S+ ){0,3}(?:outside|on the floor|in the (?:shed|garage|bath|cold|corridor)|alone|in my room all)",
    ],
)

THREAT = rules(
    "threat_to_others",
    "Speaks of wanting or planning to hurt somebody else.",
    urgent=[
        r"(?:going to|gonna|will|want to|wants to|plan to|planning to|i swear|might|am going to|could) (?:\S+ ){0,2}(?:stab|shoot|kill|murder|bomb|burn down|attack|blow up|slit|batter|end|poison|run over) (?:him|her|them|someone|somebody|everyone|my (?:dad|mum|step dad|brother|sister|teacher|class)|the school|school|people|that (?:boy|girl|lad|teacher)|a (?:teacher|kid|boy|girl))(?: \S+){0,5}",
        r"(?:bring\w*|brought|take|taking|carry\w*|got|have|put) (?:a |the |my )?(?:knife|blade|gun|machete|weapon|bomb)(?: \S+){0,4} (?:in|into|to school|tomorrow|bag|college|him|her|them|class|for)",
    ],
    concern=[
        r"(?:want|wanted|wants|feel like|urges?|thoughts? (?:of|about)|thinking about|think about) (?:to |of )?(?:hurt|hurting|harm|harming|kill|killing|stab\w*|punch\w*|hit\w*|attack\w*|smash\w*) (?:people|someone|somebody|everyone|them|him|her|my (?:sister|brother|mum|dad|class|baby|kids|children)|others|kids)(?: \S+){0,4}",
        r"(?:scared|afraid|worried) (?:that )?(?:i|he|she) (?:might|will|am going to|could|would) (?:\S+ )?(?:hurt|harm|hit|do something to|lose it with|snap at) (?:someone|somebody|people|the (?:baby|kids)|my|them|him|her|others)(?: \S+){0,4}|(?:my son|my daughter|he|she|my lad)(?: \S+){0,3} (?:attacks?|attacked|hits?|hit|threatens?|threatened|came at|pulled a knife on|hurts?) (?:me|us|his|her|the (?:baby|family)|teachers?|staff)(?: \S+){0,5}",
    ],
)

BULLYING = rules(
    "bullying",
    "Speaks of being bullied, attacked or shut out.",
    urgent=[
        r"(?:bull\w+|they|group ?chat|everyone|people)(?: \S+){0,10} (?:so i|makes me|made me|make me)(?: \S+){0,4} (?:want to die|kill myself|self harm|cut|do not want to live)"
    ],
    concern=[
        r"(?:get|gets|getting|got|being|been|am|is|was|were|are|still) (?:\S+ )?(?:bullied|cyber ?bullied|picked on|jumped|beaten up|beat up|spat on|battered|robbed|mugged|chased|followed home|targeted|tormented|harassed)(?: \S+){0,4}",
        r"(?:bully|bullies|bullied|bullying)(?: (?:me|us|him|her|them|my (?:son|daughter|friend|brother|sister)|because|every|at|in|is|was|has|got|never|about|so|and|all|by|for|still|that|happens))(?: \S+){0,6}",
        r"(?:keeps?|kept|always|starts?|started) (?:on )?(?:hitting|punching|kicking|slapping|hurting|beating|strangling|choking) (?:me|us)(?! that)",
        r"(?:they|kids|people|boys|girls|lads|some (?:boys|girls|kids|people)|everyone|older kids|year \d+s?|class|others?)(?: \S+){0,3} (?:call|calls|called|calling|push|pushes|pushed|hit|hits|kick|kicks|kicked|trip|trips|throw|throws|threw|spit|spits|spat|laugh|laughs|laughed|steal|steals|stole|film|filmed|punch|punched|pick|picks|leave|leaves) (?:me|us|at me|on me|him|her|my|stuff at|things at)(?: \S+){0,8}(?: names| over| down| out| every| day| lunch| bus| school| all the time| stuff| money| bag| hair)",
        r"(?:they|he|she|lads|girls|boys|kids|people|someone)(?: \S+){0,4} (?:wait\w* for me|took my (?:phone|bag|money|bike|coat|shoes|lunch)|take my (?:money|lunch|stuff)|pushed me|threw my|follow\w* me|chase\w* me|jump\w* me)(?: \S+){0,6}",
        r"(?:telling|told|tell|says?|saying|said|wrote|messag\w*|comment\w*) (?:me|him|her|i should|us)(?: to| i should| that i should)? (?:\S+ ){0,2}(?:die|kill myself|kill yourself|kys|go die|end it|hang)",
        r"(?:group ?chat|page|account|posts?|videos?|memes?|rumours?|tiktok|snapchat|story)(?: \S+){0,3} (?:about|of|on) (?:me|him|her|my (?:son|daughter|friend))(?: \S+){0,8}",
        r"(?:because|cause) i am (?:gay|trans|black|brown|asian|muslim|autistic|disabled|fat|poor|a (?:lesbian|refugee|traveller|gypsy|jew)|different|in care|polish|foreign)(?: \S+){0,3}",
        r"(?:begs?|begging|cries|crying|refus\w*|scared|sick|terrified|too scared|afraid) (?:\S+ ){0,3}(?:not )?to go (?:in|to school|to college|back|into school)(?: \S+){0,4}|comes home (?:with|crying|in tears|covered)(?: \S+){0,6}|(?:racist|homophobic|transphobic|sexist) (?:abuse|names|comments|bullying|slurs|things|stuff|kids|boys|attack)(?: \S+){0,4}",
        rf"(?:no one|nobody|none of them) (?:will |would |ever )?(?:talk|talks|speak|speaks|play|plays|sit|sits|like|likes|want)(?: to| with)? (?:me|to be my friend)(?: \S+){{0,4}}{GAP}",
    ],
    unless=r"anti bullying|not (?:being |getting )?bullied|no ?one (?:is )?bull",
)

RULES = (*PHYSICAL, *SEXUAL, *GROOMING, *EXPLOITATION, *DOMESTIC, *EMOTIONAL, *THREAT, *BULLYING)
