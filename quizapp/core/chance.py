"""Numbers that look random and are the same for the same seed, for who needs one or two of them."""

from __future__ import annotations

MASK = 0xFFFFFFFFFFFFFFFF


def scattered(seed: int, number: int) -> int:
    """A number of 64 bits for each number under a seed (the finaliser of splitmix64).

    >>> scattered(7, 1) == scattered(7, 1), scattered(7, 1) == scattered(7, 2)
    (True, False)
    """
    mixed = (seed * 0x9E3779B97F4A7C15 + number * 0xD1B54A32D192ED03) & MASK
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
    return mixed ^ (mixed >> 31)
