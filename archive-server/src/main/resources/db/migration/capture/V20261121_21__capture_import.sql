-- Which files were handed over, and how far is each read? Primary: the place and the counts of an import commit with its facts (ARCHITECTURE.md §7).
create table capture_import (
    import         uuid        primary key,
    number         bigint      generated always as identity,
    format         text        not null,
    file_name      text        not null,
    account        text,                                -- as given; null: the file names it
    add_accounts   boolean     not null,
    actor          text        not null,
    role           text        not null,
    state          text        not null check (state in ('queued', 'running', 'paused', 'done', 'failed')),
    reason         text,                                -- why it is paused or failed; null: no reason needed
    repeat_key     text        unique,                  -- the Idempotency-Key of its upload
    digest         bytea       not null,                -- HMAC of the upload: the same file again is known without being named
    key_id         text        not null,                -- the provider's key that wraps this import's own
    key_wrapped    bytea       not null,
    size           bigint      not null,                -- bytes of the upload
    file_time      timestamptz not null,
    created_at     timestamptz not null,
    started_at     timestamptz,
    finished_at    timestamptz,
    place_read     bigint      not null default 0,      -- entries behind which reading goes on
    place_offset   bigint      not null default 0,
    bytes_done     bigint      not null default 0,
    bytes_total    bigint      not null default 0,
    new_records    bigint      not null default 0,
    new_versions   bigint      not null default 0,
    other_facts    bigint      not null default 0,
    unchanged      bigint      not null default 0,
    refused        bigint      not null default 0,
    remarks        text[]      not null default '{}',
    check (place_read = new_records + new_versions + other_facts + unchanged + refused)
);
create index capture_import_unfinished on capture_import (digest) where state not in ('done', 'failed');
grant select, insert, update on capture_import to archive_app;
