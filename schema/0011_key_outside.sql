-- What forms, password links and the offer of a second factor are made with comes from the key file from now on, which
-- lies outside the database: whoever has a copy of the database must not be able to make any of them. The sealing of
-- the second factors that are here takes that key, so the program does it when it next starts.
DELETE FROM secret WHERE name IN ('csrf', 'second_factor_offer', 'password_link');
