"""Reading a theme before asking about it: which words to quote, what differs, who is missing, what to call it.

quotes      the few words that go on the card, and which side they are on
contrasts   where one part of a theme says something other than another part
gaps        who has not been heard, and what these comments can't tell
phrase      the theme's own phrase, short enough for a question
"""
