"""The database: models, engines and transactions."""
