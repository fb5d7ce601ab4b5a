-- The facts, in the order of their commits. Primary: nothing rebuilds them.

-- What the program's own role may do with the tables of archive_owner; facts are taken out again below.
grant usage on schema public to archive_app;
alter default privileges in schema public grant select, insert, update, delete, truncate on tables to archive_app;
alter default privileges in schema public grant usage, select on sequences to archive_app;

create table event (
    position bigint         primary key,  -- gapless, from 1
    id       uuid           not null,
    type     text           collate "C" not null,
    revision text           collate "C" not null,
    at       timestamptz(3) not null,     -- of the commit; never before that of the position before
    payload  bytea          not null,     -- canonical JSON (RFC 8785)
    metadata bytea          not null,
    nonce    bytea          not null      -- 32 random bytes of the leaf's sum, kept for ever
);
create index event_type on event (type, position);

-- First 16 bytes of SHA-256(key, 0x00, value).
create table event_tag (
    tag      bytea  not null,
    position bigint not null,
    primary key (tag, position)
);

-- One row, locked by whoever appends.
create table event_head (
    one      boolean        primary key default true check (one),
    position bigint         not null,
    at       timestamptz(3) not null,
    commits  bigint         not null
);
insert into event_head (position, at, commits) values (0, '1970-01-01T00:00:00Z', 0);

-- One row a commit: the MAC by which a forged insert is known, and the mark by which an unknown outcome is resolved.
create table event_commit (
    number         bigint         primary key,
    first_position bigint         not null,
    last_position  bigint         not null,  -- first - 1 when only rows beside the facts were written
    at             timestamptz(3) not null,
    mark           uuid           not null,
    mac            bytea          not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'facts are never changed: % on % refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger event_append_only before update or delete or truncate on event for each statement execute function refuse_change();
create trigger event_tag_append_only before update or delete or truncate on event_tag for each statement execute function refuse_change();
create trigger event_commit_append_only before update or delete or truncate on event_commit for each statement execute function refuse_change();
revoke update, delete, truncate on event, event_tag, event_commit from archive_app;
revoke insert, delete, truncate on event_head from archive_app;
