"""The five arrows joined, over one process or several."""
