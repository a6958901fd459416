"""Who stands where: issues, positions and the stance of words."""
