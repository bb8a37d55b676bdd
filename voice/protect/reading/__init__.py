"""Reading: a person looks at each comment, once, and settles what may be done with it. Read in this order:

deciding    the reading queue: use, use and don't quote, hold, not mine to read; and what a writer may still ask for
flood       very many at once are set aside until somebody knows what they are
second      a second person, before anyone's words leave the team
reread      a few are read again each week, to know what we miss
rates       how often that was, with its interval
"""

from voice.protect.reading.deciding import (
    PAGE,
    Decision,
    ToRead,
    decide,
    queue,
    release_as_read,
    take_out_details,
    tell_the_lead,
    waiting,
    withdraw,
)

__all__ = [
    "PAGE",
    "Decision",
    "ToRead",
    "decide",
    "queue",
    "release_as_read",
    "take_out_details",
    "tell_the_lead",
    "waiting",
    "withdraw",
]
