"""Pages: one module a noun, each a plain function of the request."""
