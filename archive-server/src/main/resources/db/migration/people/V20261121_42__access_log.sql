-- What did people do that changed no fact? Primary; rows are only ever added.
create table access_log (
    entry   bigint      generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null,
    role    text        not null,
    act     text        not null,
    on_what text        not null,
    detail  bytea       not null  -- sealed: a query may hold a name
);

create index access_log_at on access_log (at);

create trigger access_log_append_only before update or delete or truncate on access_log for each statement execute function refuse_change();
revoke update, delete, truncate on access_log from archive_app;
