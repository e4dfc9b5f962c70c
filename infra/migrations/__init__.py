"""The steps of the schema, oldest first; `infra.database.connection.migrate` runs them."""
