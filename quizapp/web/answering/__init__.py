"""What every page with a question shares: the answer form, the map to point at, and the small forms below."""
