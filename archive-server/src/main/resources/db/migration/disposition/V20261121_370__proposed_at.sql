-- By which fact did a record come on its list? Position of the proposal; null: a version before put it there, and a decision reads all proposals of the list.
alter table disposition_record add column proposed_at bigint;
