-- What did people write about legal holds: matters, reasons, custodians, scopes? Primary: sealed, and named by hold.* facts by their id. Words that no fact names are never shown.
create table hold_words (
    words  uuid  primary key,
    sealed bytea not null
);
revoke update, delete, truncate on hold_words from archive_app;
grant select, insert on hold_words to archive_app;
