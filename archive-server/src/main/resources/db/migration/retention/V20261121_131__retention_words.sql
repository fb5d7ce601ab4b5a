-- What did people write about schedules and rules: titles, citations, queries, reasons, sources? Primary: sealed, and named by retention.* facts by their id. Words that no fact names are never shown.
create table retention_words (
    words  uuid  primary key,
    sealed bytea not null
);
revoke update, delete, truncate on retention_words from archive_app;
grant select, insert on retention_words to archive_app;
