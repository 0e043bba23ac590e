-- A number that is called or answered changes in place: what its indexes look at changes only when it is taken and when it
-- ends. The index that found whom to tell looked at the state, so that each move rewrote all of them.
ALTER TABLE fairs.places ADD COLUMN tell_at timestamptz;
UPDATE fairs.places SET tell_at = ended_at WHERE state IN ('Lapsed', 'Lost', 'Closed');
DROP INDEX fairs.places_ended_at_idx;
CREATE INDEX ON fairs.places (tell_at) WHERE told_at IS NULL AND tell_at IS NOT NULL;
ALTER TABLE fairs.places SET (fillfactor = 80);
ALTER TABLE fairs.talks SET (fillfactor = 80);
