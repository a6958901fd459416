"""What words mean: names, titles, states and their demonyms, months. No article is read here."""
