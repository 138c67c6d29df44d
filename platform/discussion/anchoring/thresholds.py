"""Every number that decides where a passage went. Tuned on the demo's plans (tests/discussion/edits.toml)."""

SURVIVES = 0.6
"""The part of a passage's words that must still stand in place for it to be the same passage."""

PERHAPS = 0.4
"""Below this part nobody is told that it might be the same passage."""

WEIGHT = 0.5
"""The part of its letters that must stay too, so that small words alone carry nothing."""

ALIKE = 0.72
"""How much a sentence elsewhere must be like the passage to be that passage, moved."""

APART = 0.08
"""How much better than the next one it must be."""

DISTINCT = 4
"""Fewer words than this say nothing by themselves: only their place tells which they are."""

STRETCH = 2.5
"""A passage that became this many times as long was torn apart."""

SPARE = 10
"""Words that a short passage may gain in any case."""

EDGE = 3
"""Words that are taken in at an end where words of the passage were replaced."""
