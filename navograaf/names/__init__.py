"""Names and letters of a graph kept in a file beside its store, so that one name is found without reading them all."""
