-- The log is listed newest first, all of it or by what was done, by whom, and on what; each index ends in that order, so that a page is
-- read without a sort, and holds what is counted, so that a count reads no row.
drop index access_log_at;
create index access_log_listed on access_log (at desc, entry desc) include (act);
create index access_log_act on access_log (act, at desc, entry desc);
create index access_log_actor on access_log (actor, act, at desc, entry desc);
create index access_log_on on access_log (on_what text_pattern_ops, at desc) include (act);
