"""What the program knows: pure Python without web, database, files, clock or global randomness."""
