"""From a set as authored to a `FactSet` in which everything is filled in and points somewhere."""
