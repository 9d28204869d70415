"""Maps drawn on the server: outlines, projections, frames, and where names fit."""

from quizapp.web.maps.drawing import MapDrawing, Spot, draw

__all__ = ["MapDrawing", "Spot", "draw"]
