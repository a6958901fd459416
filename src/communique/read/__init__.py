"""Article -> Reading: who says what, which times, events and actors one article has."""
