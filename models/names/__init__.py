"""Personal names of the region: word lists and inflection."""
