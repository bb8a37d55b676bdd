"""4. Doing with: from one theme to a conversation, and the smallest new thing tried after it.

evidence      what people said, with its limits, through the gate
patterns      P0–P8: which question fits this evidence
prompts       one page for a mixed group: evidence, one open question, one next move; it holds no answer
wording       doing-to words, and how else to say it
checks        the software's part of the 14 checks
sheets        table card, facilitator's side, record slip
conversation  who was there, what was decided together; the try after it
"""
