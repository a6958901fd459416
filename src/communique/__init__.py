"""Communique: many reports of the same events in, one evidence-linked record out."""
