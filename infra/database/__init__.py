"""Our Postgres: the embedded server, connections to it, its migrations, and writing many rows at once.

Put here: whatever speaks to the server as a server. Keep out: what the rows mean (`models.tables`) and which rows a
stage reads or writes (`flows`). Each module is imported by its own name; nothing heavy loads with the package.
"""
