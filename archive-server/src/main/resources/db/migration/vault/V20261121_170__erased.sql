-- What was erased, and what is still to be done about it? Primary: a row comes with a record's destruction, in its very commit; in a
-- restored archive also by a destruction journal.
create table vault_erased (
    record      uuid        not null,
    life        smallint    not null,   -- the life that ended, from 1
    disposition uuid,                   -- null: known by a journal only
    at          timestamptz not null,
    up_to       bigint      not null,   -- the record's facts up to here tell of what was erased
    batch       integer,                -- the batch key that wrapped its key; null: known by a journal only
    parts       integer     not null default 0,   -- sealed parts that went, media among them
    media       integer     not null default 0,
    bytes       bigint      not null default 0,   -- of ciphertext
    cleared_at  timestamptz,            -- gone from the index, exports, queues too; null: not yet
    index_commit text,                  -- the commit of the index in whose files it was looked for and not found
    done_at     timestamptz,            -- the bucket key above it is destroyed and told; null: not yet
    primary key (record, life)
);
create index vault_erased_open on vault_erased (record) where done_at is null;
create index vault_erased_disposition on vault_erased (disposition);
revoke delete, truncate on vault_erased from archive_app;

-- Bucket keys that go because records under them were destroyed: what survives is wrapped anew first. Killed anywhere, it goes on from here.
create table vault_renewal (
    key          text        primary key,  -- the provider's key
    begun_at     timestamptz not null,
    next         text,                     -- the key under which survivors hang; null: not yet
    batch        integer,                  -- their batch key
    survivors    integer,                  -- wrapped anew, read back and found to be what their facts committed to; null: not yet
    journal      bigint,                   -- the destruction journal that tells older backups; null: not yet
    destroyed_at timestamptz,              -- as the provider says; null: not yet
    provider     text,
    receipt      text                      -- what the provider says, word for word
);
revoke delete, truncate on vault_renewal from archive_app;

-- No record key is ever again wrapped by a closed batch key: whoever prepared one is sent back.
alter table vault_batch_key add column closed boolean not null default false;
grant update (closed) on vault_batch_key to archive_app;
create function refuse_closed_batch() returns trigger language plpgsql as $$
begin
    if exists (select from fresh f join vault_batch_key b on b.number = f.batch where b.closed) then
        raise exception 'a record key is wrapped by a closed batch key' using errcode = 'serialization_failure';
    end if;
    return null;
end $$;
create trigger vault_record_key_open_batch after insert on vault_record_key referencing new table as fresh
    for each statement execute function refuse_closed_batch();
grant update (batch, wrapped) on vault_record_key to archive_app;

-- Rows that went leave no bytes in the files: the program has the tables swept after a destruction.
do $$ begin
    if current_setting('server_version_num')::int >= 170000 then
        execute 'grant maintain on vault_part, vault_record_key, vault_alias, vault_staged, capture_sighting, capture_reject to archive_app';
    end if;
end $$;
