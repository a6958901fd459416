"""What reports say alike, and what it rests on."""
