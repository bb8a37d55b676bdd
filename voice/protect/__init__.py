"""2. Nothing is kept before it has been through here. Read in this order:

look        what do these words tell us? details to hide, danger to act on
masking     hiding what identifies; details/ has one file per kind
disclosure  did someone tell of harm? rules with reasons, then a small model
seal        words nobody has read yet are sealed with a key outside the database
hold        a held comment reaches nobody but the safeguarding leads
reading     a person reads every comment once and settles what may be done with it
usable      the one gate: what may be counted, what may be read, what may be quoted
numbers     the one way a count reaches a screen
hours       when somebody is there to act
"""
