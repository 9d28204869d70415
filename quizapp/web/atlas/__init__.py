"""A set as a map and as a timeline, coloured by how well its learner knows it."""

from quizapp.web.atlas import map_page, timeline_page
from quizapp.web.atlas.rooms import blueprint

__all__ = ["blueprint", "map_page", "timeline_page"]
