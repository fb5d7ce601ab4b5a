-- Which results were exported, by whom, and where does each package stand? Primary. The package itself is a sealed file in the home; its key stands here, wrapped.
create table search_export (
    export      uuid        primary key,
    number      bigint      generated always as identity,
    owner       text        not null,
    role        text        not null,
    asked       bytea       not null,                -- sealed: the query may hold a name
    repeat_key  text,                                -- the Idempotency-Key of its request
    state       text        not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled', 'expired')),
    reason      text,                                -- why it failed; null: no reason needed
    known_at    bigint      not null,                -- the one position whose knowledge all its files show
    total       bigint      not null,                -- records
    done        bigint      not null default 0,
    size        bigint      not null default 0,      -- bytes of the package
    digest      text,                                -- SHA-256 of the package, in hex; null until it is whole
    key_id      text,                                -- the provider's key that wraps the package's own; null while there is no package
    key_wrapped bytea,
    created_at  timestamptz not null,
    finished_at timestamptz,
    expires_at  timestamptz not null,
    unique (owner, repeat_key),
    check (done <= total)
);
create index search_export_owner on search_export (owner, number);
create index search_export_kept on search_export (expires_at) where state in ('queued', 'running', 'done');
grant select, insert, update on search_export to archive_app;
