"""Passages of texts that have versions: cut out, placed in a newer version, marked. Pure functions."""

from discussion.anchoring.placing import place_all
from discussion.anchoring.texts import Block, Found, Spot, State

__all__ = ["Block", "Found", "Spot", "State", "place_all"]
