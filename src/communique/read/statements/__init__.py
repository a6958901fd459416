"""Raw attributions to statements: which finds stand, their borders, sources, form and day."""
