"""One agency a file: facts, rarely a method."""
