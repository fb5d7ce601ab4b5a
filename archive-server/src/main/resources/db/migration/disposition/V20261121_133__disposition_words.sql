-- What did people write about the end of records: reasons, orders, approvals, answers to offers? Primary: sealed, and named by disposition.* facts by their id. Words that no fact names are never shown.
create table disposition_words (
    words  uuid  primary key,
    sealed bytea not null
);
revoke update, delete, truncate on disposition_words from archive_app;
grant select, insert on disposition_words to archive_app;
