"""Timelines drawn on the server: eras by gaps, scales with ticks, and facts in lanes."""

from quizapp.web.timelines.drawing import Item, TimelineDrawing, draw, draw_year
from quizapp.web.timelines.eras import eras

__all__ = ["Item", "TimelineDrawing", "draw", "draw_year", "eras"]
