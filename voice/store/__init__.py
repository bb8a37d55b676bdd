"""The database: engine, tables, writer, jobs, the secret and its keys, sealed copies. It knows no step of the product."""
