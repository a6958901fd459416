"""Names, descriptions and offices: the actors of one article."""
