-- Which lines of an import were refused, and why? Primary: the line as it came is sealed here under the import's key, and is no fact.
create table capture_reject (
    import uuid   not null references capture_import,
    line   bigint not null,
    type   text   not null,
    place  text   not null,
    reason text   not null,
    length bigint not null,  -- of the whole line, bytes; more than what is sealed when it was too long to keep
    sealed bytea  not null,
    primary key (import, line)
);
grant select, insert on capture_reject to archive_app;
