"""What happens, in the data's order: ingest, extract, link, check, report; the whole way stands in `pipeline`.

Belongs here: reading input, moving rows from stage to stage, the command line, what a person sees. Does not belong
here: how a text is read or claims compared (`models`), what must hold of the data (`checks`), the database as a server
(`infra`). The only room with Prefect, and with the clock.
"""
