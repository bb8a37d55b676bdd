"""Suicide, self-harm, eating, drink and drugs."""

from __future__ import annotations

from voice.protect.concerns.rule import CHILD, GAP, rules

SUICIDE = rules(
    "suicide",
    "Speaks of wanting to die, of ending their life, or of somebody who does.",
    urgent=[
        r"(?:kill|end|hang|drown|shoot|stab|top|off|suffocate|poison|unalive)(?:ing|s|ed)? (?:my ?self|him ?self|her ?self|them ?sel(?:f|ves)|(?:my|his|her|their) (?:own )?life)",
        r"(?:want|wanted|wants|wanting|need|going|wish|wishes|ready|plan|planning|planned|thinking about|think about|thought about|try|tried|trying) (?:to |of |about )?(?:be dead|die|dying|be gone(?: for good| forever)?|not be alive|not wake up|never wake up|disappear for ?ever|end it(?: all)?|end things|be with (?:my )?(?:nan|grandad|mum|dad|brother|sister|god)(?: in heaven)?|jump (?:off|in front)|go to sleep and (?:never|not) wake)",
        r"(?:do|does|did) not (?:want|wanna|wish|deserve|plan) (?:to )?(?:be alive|live|be here|exist|wake up|carry on living|be in this world|be on this earth|be around)(?: any ?more)?",
        r"(?:better off|happier|easier|better|fine) (?:if (?:i|he|she) (?:was|were|is|am|be) (?:dead|gone|not here|never born)|without me|dead|if i died|if i did not exist|if i was not (?:here|alive|around|born))",
        r"(?:wish|wishes|hope|pray|prayed) (?:that )?(?:i|he|she|they) (?:was|were|am|is|would|could|had|could just)(?: just| all)? (?:dead|die|never (?:been )?born|not (?:here|alive|wake up|exist)|not wake up|never wake up|gone)",
        r"(?:wrote|written|writing|write|left|leaving|made|got) (?:my|a|the|his|her|some|out my) ?(?:goodbye |suicide |last )?(?:note|notes|letters?|goodbyes?|will)(?= [.,]|  ?$| and| to (?:my|mum|dad|every)| for)",
        r"(?:said|saying|say|messag\w*|text\w*|wrote|sent|posted) (?:my |his |her |a )?goodbyes?(?: \S+){0,3}|(?:this is|is) (?:my )?(?:goodbye|last (?:day|message|night|post))",
        rf"(?:took|taken|take|swallowed|swallow|taking|had|necked|downed){GAP} (?:loads|lots|too many|a load|handful|packet|(?:a |the )?whole (?:box|pack|packet|bottle)|bottle|all (?:of )?(?:my|the|her|his)|\d\d|twenty|thirty)(?: of)?(?: (?:my|the|his|her|mums|dads|nans|strong))? (?:paracetamol|ibuprofen|pills|tablets|meds|medication|antidepressants|sleeping|bleach|painkillers|capsules)",
        r"(?:swallowed|drank|drunk|drink) (?:the |some )?(?:bleach|antifreeze|batteries|battery|cleaning)|overdose|overdosed|overdoses",
        r"(?:got|have|saved|saving|save|hiding|collecting|stockpiling|keep|keeping|found|bought|buying)(?: up)?(?: \S+){0,4} (?:tablets|pills|paracetamol|meds|rope|blade to|ligature|noose)(?: \S+){0,3}",
        r"(?:planned|planning|plan|plans|picked|chose|chosen|decided|know|working out|worked out|thinking about|thought about) (?:\S+ ){0,4}(?:how to end|end (?:my|his|her|it)|to end|a day|the day|the date|how (?:i|to) (?:would|will|do it|kill|die)|how i do it|when to do it|which bridge|ways to (?:die|end|do it))",
        r"(?:jump|jumping|jumped|stood|standing|stand|sat|sitting|walk|walking|step) (?:\S+ ){0,3}(?:off|in front of|on the edge of|over|on|into) (?:\S+ ){0,2}(?:bridge|train|tracks|cliff|car park|roof|motorway|platform|ledge|traffic|railway)",
        r"(?:i|he|she) (?:will|would|am going to|might|is going to|could|want to|wants to|nearly|almost) (?:just )?(?:do it(?: again)?|end (?:it|things|my life)|try again)",
        r"(?:last|final) (?:time|day|night|christmas|birthday) (?:i|you) (?:will|would|see|hear)|(?:will not|not going to|wont) (?:be (?:here|around|alive)|see (?:christmas|my birthday|tomorrow|next (?:week|year)|summer|monday)|make it (?:to|past|through the night))",
        r"nothing (?:left )?(?:to|worth) liv(?:e|ing)(?: for)?|no reason (?:left )?to (?:live|be here|stay alive|carry on)|can not (?:go on|carry on|do this|live like this|live|take (?:it|this))(?: like this)? any ?more",
        rf"{CHILD} (?:\S+ ){{0,6}}(?:suicidal|wants to die|want to die|take (?:his|her|their) own life|end (?:his|her|their) life|plan to end|does not want to (?:be here|live|be alive|wake up))",
        r"(?:am|is|are|feel|feeling|felt|be|being|feels|was|still|so|really|actively|got|made me|makes me) suicidal",
        r"(?:giv(?:en|ing)|gave) (?:away )?(?:\S+ ){0,3}(?:my stuff|my things|my pets?|all my)(?: away)?",
    ],
    concern=[
        r"suicidal|suicide|suicidal thoughts",
        r"(?:can not|do not|struggle to|hard to) (?:see|find) (?:the|a|any|much) (?:point|reason)(?: (?:in|of|to) (?:being here|living|being alive|life|anything|carrying on|it|going on|waking up))?",
        r"what is the point (?:of|in)? ?(?:being here|living|life|me|anything|being alive|it all|going on)?(?= [.,]|  ?$)",
        r"(?:life|living) (?:is|was|does|feels|seems) not (?:\S+ )?(?:worth|feel worth)|(?:not|nothing) worth (?:living|it any ?more|being here)|(?:am|is|be|being|such|feel like|feels like|just) a burden|waste of (?:space|oxygen|air)",
        r"(?:feel|feels|feeling|felt|am|so|is) (?:\S+ )?(?:hopeless|worthless|empty inside|numb all|like giving up|like nothing matters)|given up on (?:life|everything|living|myself)|(?:want|wanted) (?:it|everything|the pain|it all|my life) to (?:stop|end|be over)|hate (?:being alive|my life|living|myself|existing)|want to give up(?= [.,]|  ?$| on)",
        r"(?:no ?one|nobody) (?:would|will|even) (?:\S+ )?(?:notice|care|miss me|cry|be sad)(?: if i (?:was|were|died|disappeared|went|left|am|wasnt|not))?",
        r"(?:wish|want) (?:i (?:could|was|were)|to) (?:\S+ )?(?:disappear|vanish|fade away|sleep for ?ever|invisible)(?= [.,]|  ?$| and| for| so)",
    ],
)

SELF_HARM = rules(
    "self_harm",
    "Speaks of hurting themselves, or of somebody who does.",
    urgent=[
        r"(?:cut|cutting|cuts|burn|burning|scratch\w*|self harm\w*|hurt\w* my ?self|harm\w* my ?self)(?: \S+){0,8} (?:bleed\w*|blood|stitches|deep\w*|will not stop|would not stop|every (?:day|night)|tonight|last night|today|this morning|again tonight|worse|infected|a&e|hospital|vein|too far|cant stop|can not stop)",
        r"(?:bleeding|blood) (?:\S+ ){0,6}(?:from|after|because|cut|arm|arms|wrist|wrists|legs?|blade|razor)|(?:got|have|using|use|found|hide|keep|bought|with)(?: \S+){0,2} (?:blades?|razors?|razor blades?|sharpener blades?)(?: \S+){0,2}",
        r"(?:swallowed|swallow|drank|drink|drinking|ate|eaten|put) (?:\S+ ){0,2}(?:bleach|batteries|glass|magnets|ligature|something round my neck|cord)",
        r"(?:tied|tie|put|wrap\w*)(?: \S+){0,4} (?:round|around|on) (?:my|his|her|their) (?:own )?(?:neck|throat)",
    ],
    concern=[
        r"self harm\w*|self injur\w*",
        r"(?:cut|cutting|cuts|cutted|burn|burning|burns|burned|scratch|scratching|scratches|hurt|hurting|hurts|harm|harming|harms|hit|hitting|punch|punching|pinch|bite|biting|stab|stabbing|slit|slitting) (?:my ?self|him ?self|her ?self|them ?sel(?:f|ves)|(?:my|his|her|their) (?:own )?(?:arms?|legs?|wrists?|thighs?|skin|hands?|stomach|head))",
        r"(?:was|am|been|started|stopped|keep|kept|still|used to|is|still|back to|stop) (?:be )?(?:cutting|self harming)(?= [.,]|  ?$| and| again| every| for| when| because| to| at| in| a| my| but| most| so)",
        r"(?:scratches|cuts|marks|scars|burns|bandages?|plasters) (?:\S+ ){0,4}(?:on|up|all (?:up|over|down)|down) (?:my|his|her|their|both) ?(?:\S+ )?(?:arms?|wrists?|legs?|thighs?)",
        r"(?:wear|wears|wearing) (?:long sleeves|a hoodie|jumpers?) (?:\S+ ){0,6}(?:hide|cover|see|scars|marks|arms)|(?:hide|hiding|cover) (?:my|her|his|their|the) (?:scars|arms|cuts|marks|wrists)",
        r"(?:punch\w*|head ?butt\w*|bang\w*|hit\w*) (?:\S+ ){0,3}(?:walls?|head)(?: \S+){0,3} (?:until|till|so|because|when)|bang\w* (?:my|his|her) head",
        r"(?:do|doing|did|done|does) (?:it|this|that|things?|stuff|bad things) to (?:my ?self|(?:my|her|his|their) (?:arms?|legs?|wrists?|thighs?|skin|body))(?: \S+){0,3}|(?:hoodie|long sleeves|jumper|sleeves)(?: \S+){0,3} (?:so (?:no ?one|nobody|they|mum|people)|in summer|even when|all the time)(?: \S+){0,3}",
        r"(?:pull|pulling|pulled|rip|ripping) (?:my|her|his) (?:own )?hair out|pick\w* (?:my|her|his) skin (?:until|till)",
    ],
)

EATING = rules(
    "eating_disorder",
    "Speaks of starving, being sick on purpose, or being ruled by food or weight.",
    urgent=[
        r"(?:collapsed|fainted|passed out|passing out)(?: \S+){0,8} (?:eat\w*|ate|food)|(?:have not|not) (?:eaten|ate|eat) (?:\S+ ){0,4}(?:in|for) (?:a|over a|two|2|\d+) weeks?"
    ],
    concern=[
        r"(?:make|makes|making|made|forcing|force) (?:my ?self|her ?self|him ?self|me) (?:be |to be )?(?:sick|throw up|vomit|puke|thrown up)|(?:throw|throwing|threw) up (?:after|my|every|on purpose)|purg(?:e|ing|ed)|laxatives?",
        r"(?:have not|has not|not|stopped|stop|refus\w*|skip|skipping|skips|hardly|barely|scared to|afraid to|hide|hiding|never)(?: properly)? (?:eaten|ate|eating|eat|food|meals|lunch|dinner)(?: properly)?(?: \S+){0,7} (?:days?|weeks?|proud|skinny|thin|fat|weight|calories|so i|because i am|to be|any ?more|at all|nobody|no one|feel)",
        r"(?:starv\w+) (?:my ?self|her ?self|him ?self)|anorexi\w+|bulimi\w+|eating disorder|binge\w*(?: and| eat\w*| then)|count\w* (?:every )?calorie\w*",
        r"(?:i am|feel|feeling|so|too|look) (?:\S+ )?(?:fat|disgusting|huge|ugly)(?: \S+){0,6} (?:eat|eating|ate|food|starve|skip|sick)|(?:want|need|going) to (?:be|get) (?:skinny|thinner|thin|bones|under \d+)",
        r"(?:she|he|they|my (?:friend|sister|brother|daughter|son)) (?:is|are|has|have|had)? ?(?:stopped|not|hardly|barely|refusing) (?:\S+ )?eating|(?:son|daughter|lad|girl|child|friend|sister|brother)(?: \S+){0,4} (?:will not|does not|has stopped|not|stopped|is not|refuses to|barely) (?:eat|eating|eats)(?: \S+){0,3}",
    ],
    unless=r"eating disorder (?:clinic|team|service|unit|ward|leaflet)s? (?:was|were|is|are) (?:good|great|kind|amazing|brilliant)",
)

SUBSTANCE = rules(
    "substance",
    "Speaks of drink or drugs that have a hold on them, or on somebody they depend on.",
    concern=[
        r"(?:been |am |i |keep |started |was |use |using |on |doing |do |take |taking |sniff\w*|snort\w*|smok\w*)(?: \S+){0,3} ?(?:ket|ketamine|coke|cocaine|mdma|pills at|spice|crack|heroin|xanax|xans|mandy|balloons|nos|meth|lean|speed|acid|drugs|weed every|weed all)(?: \S+){0,8}",
        r"(?:drink|drinking|drunk|drank|vodka|booze|alcohol)(?: \S+){0,6} (?:before (?:school|college|work|class)|to cope|to (?:forget|sleep|get through|feel|numb)|every (?:day|night|morning)|most (?:days|nights)|on my own|alone|can not stop|all day|in the morning|passed out|black(?:ed)? out)",
        r"(?:smok\w*|weed|stoned|high|ket|vap\w*)(?: \S+){0,5} (?:to cope|to (?:forget|sleep|numb)|every (?:day|night|morning)|can not (?:stop|sleep without)|all day|before (?:school|college|work))",
        r"addict(?:ed|ion|s)? (?:to|of)? ?(?:drugs|ket|coke|pills|weed|alcohol|drink|heroin|gambling|painkillers|codeine|it)|(?:can not|could not) stop (?:drinking|using|taking|smoking weed|doing)|withdrawals?|relaps\w*",
        r"(?:mum|dad|parents|step dad|brother|sister|nan|carer)(?: \S+){0,4} (?:drinks|drinking|drunk|drugs|needles|uses|using|high|passed out|wasted|off her face|off his face|smokes? crack|on crack|on heroin|addict\w*|alcoholic)(?: \S+){0,4}",
    ],
)

RULES = (*SUICIDE, *SELF_HARM, *EATING, *SUBSTANCE)
