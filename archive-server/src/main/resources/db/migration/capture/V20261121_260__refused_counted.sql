-- Refused lines that wait for nobody are counted without a look at what they hold.
create index capture_reject_refused on capture_reject (import) where alias is null;
