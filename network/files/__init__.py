"""Documents that people attach (PDF), kept in the database and handed out to those who may have them."""
