"""How the comments that no person has placed fall into groups. Pure: numbers and texts in, groups out.

Two steps. A comment that is as close to a kept theme as that theme's own comments
are joins it. What is left is grouped afresh, and each group is named in words that
people have been allowed to see.
"""

from __future__ import annotations
