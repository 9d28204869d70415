"""The map of a set: its places, each leading to its facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, degrees, nan, radians
from statistics import median

from flask import Response, abort, request, url_for

from quizapp.core.naming import alphabetical
from quizapp.services import atlas as service
from quizapp.services.atlas import Atlas, Place, Told
from quizapp.web.atlas.rooms import blueprint, page
from quizapp.web.extensions import database, now, site
from quizapp.web.maps import MapDrawing, Spot, draw
from quizapp.web.maps.base import base, maps_of
from quizapp.web.maps.framing import CLOSEST, LEAST_SPAN, Scene, View, scene
from quizapp.web.visitors import visitor
from quizapp.web.words import region_name

MOST_LISTED = 200
"""Places in the list below the map …"""
MOST_FACTS = 12
"""… and facts of each."""
FARTHEST_NORTH = 80.0
REGIONS = {
    "002": (2, 3.0, 18.0),
    "142": (2, 25.0, 95.0),
    "145": (3, 30.0, 44.0),
    "150": (3, 51.0, 16.0),
    "003": (2, 38.0, -95.0),
    "029": (3, 16.0, -72.0),
    "005": (2, -20.0, -62.0),
    "009": (2, -14.0, 165.0),
}
"""Regions of the world map by their UN M49 codes: how close, and the latitude and longitude of the middle."""
SIZES = {"capital": 0, "city": 1, "town": 2, "settlement": 3, "village": 4, "hamlet": 5}
"""Types of places by size, as sets usually call them …"""
MIDDLING = 2
"""… and what counts for all others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the list."""

    place: Place
    facts: Sequence[Told]
    more: int
    """How many facts are left out."""
    close_up: str


@blueprint.get("/sets/<slug>/map")
def map_view(slug: str) -> Response:
    """The places of a set; 404 for a set without any."""
    found = service.atlas(database(), visitor().learner_id, slug, now())
    if not found.places:
        abort(404)
    view = read_view(request.args.get("zoom", ""), request.args.get("at", ""))
    shown = scene([place.point for place in found.places], view)
    ground = base(shown, maps_of(site().question_bank, _origins(found)))
    spots = [_spot(place) for place in sorted(found.places, key=lambda place: _importance(found, place))]
    drawings = [draw(shown, ground, spots, shape) for shape in ("wide", "narrow")]
    listed = _listed(found, view, drawings)
    return page(
        "atlas/map.html",
        set=found.facts,
        drawings=drawings,
        ground=ground,
        entries=[_entry(found, place) for place in listed[:MOST_LISTED]],
        left_out=max(0, len(listed) - MOST_LISTED),
        counts=Counter(place.strength for place in found.places),
        moves=moves(slug, view, shown, found.places, drawings[0]),
        regions=_regions(slug) if shown.whole_world and view.zoom == 0 else (),
        view=view,
        closer_at=lambda spot: _closer_at(slug, view, shown, spot),
        beyond=[(spot, _close_up(slug, spot)) for spot in drawings[0].beyond] if view.zoom <= 0 else [],
    )


def read_view(zoom: str, at: str) -> View:
    """The view that an address asks for; what cannot be read is the whole map."""
    try:
        latitude, longitude = (float(part) for part in at.split(","))
    except ValueError:
        latitude = longitude = nan
    try:
        steps = max(-1, min(CLOSEST, int(zoom or 0)))
    except ValueError:
        steps = 0
    if abs(latitude) <= FARTHEST_NORTH and abs(longitude) <= 180:
        return View(max(1, steps), (latitude, longitude))
    return View(min(0, steps))


def moves(
    slug: str, view: View, shown: Scene, places: Sequence[Place], drawing: MapDrawing
) -> dict[str, str]:
    """Where one can go from here: name of the move to its address."""
    found = {}
    if view.at is None:
        if shown.trimmed:
            found["fitted" if view.zoom < 0 else "everything"] = _address(
                slug, view.zoom + 1 if view.zoom else -1
            )
        if view.zoom == 0:
            found["closer"] = _address(slug, 1, _crowded(places, drawing))
        return found
    latitude, longitude = view.at
    if _can_go_closer(view, shown):
        found["closer"] = _address(slug, view.zoom + 1, view.at)
    found["wider"] = _address(slug, view.zoom - 1, view.at) if view.zoom > 1 else _address(slug)
    across = degrees(shown.width) / 2
    along = degrees(shown.height) / 2 * cos(radians(latitude))
    found["north"] = _address(slug, view.zoom, (min(FARTHEST_NORTH, latitude + along), longitude))
    found["south"] = _address(slug, view.zoom, (max(-FARTHEST_NORTH, latitude - along), longitude))
    found["west"] = _address(slug, view.zoom, (latitude, (longitude - across + 180) % 360 - 180))
    found["east"] = _address(slug, view.zoom, (latitude, (longitude + across + 180) % 360 - 180))
    found["whole"] = _address(slug)
    return found


def _regions(slug: str) -> Sequence[tuple[str, str]]:
    """Names of the regions in the visitor's language, with the addresses of their close-ups."""
    return [
        (region_name(code), _address(slug, zoom, (latitude, longitude)))
        for code, (zoom, latitude, longitude) in REGIONS.items()
    ]


def _address(slug: str, zoom: int = 0, at: tuple[float, float] | None = None) -> str:
    told = f"{at[0]:.2f},{at[1]:.2f}" if at is not None else None
    return url_for("atlas.map_view", slug=slug, zoom=zoom or None, at=told, _anchor="map")


def _can_go_closer(view: View, shown: Scene) -> bool:
    return view.zoom < CLOSEST and shown.width > LEAST_SPAN


def _closer_at(slug: str, view: View, shown: Scene, spot: Spot) -> str:
    """The next closer view about a mark of several places; none closer than the closest."""
    if not _can_go_closer(view, shown):
        return ""
    return _address(slug, max(1, view.zoom + 1), (spot.point.latitude, spot.point.longitude))


def _close_up(slug: str, spot: Spot | Place) -> str:
    return _address(slug, 3, (spot.point.latitude, spot.point.longitude))


def _crowded(places: Sequence[Place], drawing: MapDrawing) -> tuple[float, float]:
    """The middle of the places in the frame, where most of them are."""
    beyond = {spot.id for spot in drawing.beyond}
    points = [place.point for place in places if place.id not in beyond] or [place.point for place in places]
    return median(point.latitude for point in points), median(point.longitude for point in points)


def _origins(found: Atlas) -> tuple[str, ...]:
    """The sets whose shipped maps serve: its own slug, then those that its facts come from."""
    origins = Counter(fact.origin for fact in found.facts.facts.values() if fact.origin)
    return (found.facts.slug, *(origin for origin, _ in origins.most_common(3)))


def _importance(found: Atlas, place: Place) -> tuple[int, int, int, str]:
    """Larger places are named before smaller ones, whatever happened there; then those with most facts."""
    core = sum(fact.level == "core" for fact in place.facts)
    size = SIZES.get(found.facts.entities[place.id].type, MIDDLING)
    return size, -core, -len(place.facts), alphabetical(place.name)


def _spot(place: Place) -> Spot:
    return Spot(place.id, place.name, place.point, place.strength)


def _listed(found: Atlas, view: View, drawings: Sequence[MapDrawing]) -> list[Place]:
    """All places by name; on a close-up those that it shows."""
    places = sorted(found.places, key=lambda place: alphabetical(place.name))
    if view.zoom <= 0:
        return places
    hidden = set.intersection(*({spot.id for spot in drawing.beyond} for drawing in drawings))
    return [place for place in places if place.id not in hidden]


def _entry(found: Atlas, place: Place) -> Entry:
    told = [found.told(fact) for fact in place.facts[:MOST_FACTS]]
    return Entry(place, told, len(place.facts) - len(told), _close_up(found.facts.slug, place))
