"""One event across the articles of a story, and the order of events in time."""
