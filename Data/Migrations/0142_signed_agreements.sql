-- An acknowledgement may be a signature: with the hash of the text that was read, from where it came, and how its giver showed who signs.
ALTER TABLE compliance.document_acknowledgements
    ADD COLUMN text_sha256 bytea CHECK (octet_length(text_sha256) = 32),
    ADD COLUMN address     text,
    ADD COLUMN proof       text CHECK (proof IN ('Password', 'SecondFactor')),
    ADD CHECK ((text_sha256 IS NULL) = (address IS NULL) AND (address IS NULL) = (proof IS NULL));
