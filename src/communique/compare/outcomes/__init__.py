"""Promises, demands, plans and forecasts followed up in later reports."""
