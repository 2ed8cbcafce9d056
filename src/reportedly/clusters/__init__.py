"""Sessions on clusters, for the steps that can run there."""
