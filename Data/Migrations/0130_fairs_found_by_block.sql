-- A fair's numbers and talks are read as a whole, and lie together because they were made together: the blocks they lie in are
-- found by a summary of each few, which costs a write nothing, where an entry per row was a sixth of all index entries.
DROP INDEX fairs.places_fair_id_idx;
DROP INDEX fairs.talks_fair_id_idx;
CREATE INDEX ON fairs.places USING brin (fair_id) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX ON fairs.talks USING brin (fair_id) WITH (pages_per_range = 16, autosummarize = on);
