-- By which request was it done? The reference that its answer carried and that the log lines of it name; null: none, or before this was kept.
alter table access_log add column request text;
