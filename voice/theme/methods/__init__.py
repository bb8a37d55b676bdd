"""Ways to find themes, one a file. A new one is one more file and one more line here.

suggest(texts, vectors, themes, seed) -> Suggested        groups where there are no themes yet
assign(texts, vectors, examples, …)   -> [Placement]      the rest, by a few examples a person gave
"""

from __future__ import annotations

from voice.theme.methods import few_examples, micro_ward
from voice.theme.methods.results import Group, Placement, Suggested

SUGGESTING = {"micro_ward": micro_ward.suggest}
ASSIGNING = {"few_examples": few_examples.assign}

suggest = SUGGESTING["micro_ward"]
assign = ASSIGNING["few_examples"]

__all__ = ["ASSIGNING", "SUGGESTING", "Group", "Placement", "Suggested", "assign", "suggest"]
