"""From degrees to a plane, in radians with y downwards."""

from __future__ import annotations

import math
from collections.abc import Callable

Plane = tuple[float, float]
Projection = Callable[[float, float], Plane]
"""Longitude and latitude in degrees to a point of the plane."""
POLAR_LIMIT = 85.0
"""Mercator has no poles; nothing is drawn beyond."""
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2


def mercator(longitude: float, latitude: float) -> Plane:
    """Conformal: a region keeps its shapes. Snyder (1987), Map Projections, eq. 7-1 and 7-2."""
    latitude = max(-POLAR_LIMIT, min(POLAR_LIMIT, latitude))
    return math.radians(longitude), -math.asinh(math.tan(math.radians(latitude)))


def equal_earth(longitude: float, latitude: float) -> Plane:
    """The whole world with true areas. Šavrič, Patterson and Jenny (2018), The Equal Earth map projection."""
    t = math.asin(_M * math.sin(math.radians(latitude)))
    t2 = t * t
    t6 = t2**3
    slope = _A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2)
    x = math.radians(longitude) * math.cos(t) / (_M * slope)
    return x, -t * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))
