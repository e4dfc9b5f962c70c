"""Readers: one file a format, each turning bytes into articles, or into a note of what stood in the way.

Put here: where articles come from and what their files look like. Keep out: what is done with an article (`ingest`).
Every reader has the form `read(stream, origin, defaults) -> Iterator[Incoming | SetAside]`, and raises for no input.
"""
