-- What did people write about records requests: what is asked for, by whom, reasons? Primary: sealed, and named by request.* facts by their id. Words that no fact names are never shown.
create table request_words (
    words  uuid  primary key,
    sealed bytea not null
);
revoke update, delete, truncate on request_words from archive_app;
grant select, insert on request_words to archive_app;
