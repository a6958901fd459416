"""bytes -> Article: files, folders, JSON lines and pages become articles with zones and metadata."""
