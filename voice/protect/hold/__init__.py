"""Holds: only the leads see a held comment until one of them has decided. Read in this order:

nouns      a hold, what was done about it, and who the leads are
leads      who may see which hold: whoever it names, never; the outside contact, only what was sent round
raising    how a comment comes to be held
opening    the lists, and opening one
settling   seen, done, agreed: urgent ones by two people; sent round the lead it names
alarms     who is told, and told again, until somebody has seen it
leave      a lead goes away, and hands over

The clock runs in the space's opening hours. A hold keeps its deadline only
while it is open; afterwards only the ISO week is left.
"""

from voice.protect.hold.leads import leads_of
from voice.protect.hold.leave import Leave, come_back, go_away
from voice.protect.hold.nouns import Hold, HoldStep, Lead, OpenHold
from voice.protect.hold.opening import drills, holds_for, open_hold, open_holds
from voice.protect.hold.raising import back_to_the_leads, hold_comment, hold_row, keep_from_the_named
from voice.protect.hold.settling import (
    Outcome,
    acknowledge,
    agree,
    disagree,
    let_see,
    make_urgent,
    note_sent,
    send_round,
    settle,
)

__all__ = [
    "Hold",
    "HoldStep",
    "Lead",
    "Leave",
    "OpenHold",
    "Outcome",
    "acknowledge",
    "agree",
    "back_to_the_leads",
    "come_back",
    "disagree",
    "drills",
    "go_away",
    "hold_comment",
    "hold_row",
    "holds_for",
    "keep_from_the_named",
    "leads_of",
    "let_see",
    "make_urgent",
    "note_sent",
    "open_hold",
    "open_holds",
    "send_round",
    "settle",
]
