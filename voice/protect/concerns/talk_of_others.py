"""Worry about somebody else, and asking for help without saying why."""

from __future__ import annotations

from voice.protect.concerns.rule import CHILD, rules

FRIEND = rules(
    "friend_risk",
    "Is worried about somebody else.",
    urgent=[
        rf"{CHILD}(?: \S+){{0,8}} (?:is going to|wants to|said (?:he|she|they) (?:will|would|is|was|are|wants? to)|told me (?:he|she|they) (?:will|would|is|wants? to)|keeps? saying|has a plan|tried|trying) (?:\S+ ){{0,3}}(?:to )?(?:kill|die|end|hurt (?:him|her|them)|jump|overdose|do it|hang)(?: \S+){{0,5}}",
    ],
    concern=[
        rf"(?:worried|scared|frightened|concerned|afraid|scares me|worries me) (?:about|for|that) {CHILD}(?: \S+){{0,8}}(?: (?:because|she|he|they|scratch\w*|arms|eat\w*|drugs|boyfriend|home|safe|die|hurt\w*|online|drink\w*|alone|bruis\w*|talk))",
        rf"{CHILD} (?:\S+ ){{0,5}}(?:self harms?|self harming|cuts|is cutting|cut (?:her|him|them)|not safe|being (?:hurt|hit|abused|groomed|bullied|used|hit)|gets? hit|is scared of|has bruises|abuses?|will not tell anyone|hurts? (?:her|him)self|scratch\w* (?:her|his))(?: \S+){{0,5}}",
        r"(?:know|knows) (?:someone|somebody|a (?:girl|boy|kid|friend)) (?:who|that) (?:\S+ ){0,4}(?:self harm\w*|cuts|hit|hurt\w*|abused|groomed|forced|wants to die|not safe)(?: \S+){0,4}",
    ],
)

ASKS = rules(
    "asks_for_help",
    "Asks for help, or says that something is wrong at home, without saying what.",
    concern=[
        r"(?:please|someone|somebody|plz|can (?:you|someone|anyone)) (?:\S+ )?help (?:me|us|my (?:brother|sister|mum|friend|baby))(?= [.,]|  ?$| please| now| i (?:am|do|can)| he| she| they)|need help now|(?:do not|dont|please do not|please dont|you can not|can not) tell (?:him|her|them|my (?:mum|dad|step dad|parents|carer|social worker)|anyone|anybody|mum|dad)(?: \S+){0,4}|(?:things|something|stuff|bad things|bad stuff|horrible things|it) (?:happen|happens|happened|happening|is happening|going on|goes on|is wrong) (?:\S+ )?(?:at home|to me|at (?:mums|dads|his|her|my)|in my house|behind closed doors|when (?:mum|dad|he) is)(?: \S+){0,5}",
        r"(?:do not|never|hardly ever|not) feel safe(?: \S+){0,5}|(?:am|are|is|we are) in danger(?: \S+){0,4}|(?:can not|too scared to|scared to|not allowed to|afraid to) (?:tell|say|talk about) (?:\S+ ){0,4}(?:anyone|anybody|what|it|because|him|her|at home|happen\w*)(?: \S+){0,5}|what (?:he|she|they|my (?:dad|uncle|brother|step dad|coach|teacher)) (?:does|did|is doing|do) (?:to|with) (?:me|us|her|him)(?: \S+){0,3}",
    ],
)

RULES = (*FRIEND, *ASKS)
