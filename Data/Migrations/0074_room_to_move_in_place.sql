-- Numbers taken one after another fill a page and are all called soon after: each needs room for one more version beside it.
ALTER TABLE fairs.places SET (fillfactor = 50);
