"""The reports of a story laid out as clauses: their words, numbers, days and denials, and which clauses go together."""
