"""2. Nothing is kept before it has been through here. Read in this order:

look        what do these words tell us? details to hide, danger to act on
masking     hiding what identifies; details/ has one file per kind
disclosure  did someone tell of harm? rules with reasons; concerns/ has a file for each family of danger
model       what the rules miss: a small model that can hold, never let pass; training/ holds its sentences
looking     the worker looks closely at each new comment
seal        words nobody has read yet are sealed with a key outside the database
hold        a held comment reaches nobody but the safeguarding leads; who is told, and told again
reading     a person reads every comment once and settles what may be done with it; a second reader; floods; reading again
usable      the one gate: what may be counted, what may be read, what may be quoted
numbers     the one way a count reaches a screen
hours       when somebody is there to act
"""
