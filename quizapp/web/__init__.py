"""The pages: templates, forms and views over the services; no SQL and no ORM."""
