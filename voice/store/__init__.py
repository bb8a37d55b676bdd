"""The database: engine, tables, writer, jobs, secret. It knows no step of the product."""
