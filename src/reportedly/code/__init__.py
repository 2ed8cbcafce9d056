"""Articles that nobody has coded to a checked package: code, assemble, check, publish."""
