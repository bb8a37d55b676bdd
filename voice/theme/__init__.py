"""3. What are people saying? The machine suggests, and a person always wins.

codeframe   the nouns: Theme, Codeframe, Placing, Step
vectors     comments into numbers, kept sealed off like the words they came from
suggest     what the worker does: group the comments that no person has placed
review      what a person does: accept, rename, move, place, merge, split, retire, undo
fit         from a person's placings, where the rest would go, how sure, and what looks new
released    the words themselves, as far as a person has released them
methods/    the pure engine: no database, no people

Two rules hold in every file. A placing with `decided_by` is a person's and no machine
changes it. A title or phrase is made from released words only: before any are
released a theme is "Group 3".
"""
