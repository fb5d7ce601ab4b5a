-- Batch keys, each wrapped by a bucket key that the key provider holds. Primary: nothing rebuilds them.
create table vault_batch_key (
    number       integer        primary key generated always as identity,
    bucket       text           not null,  -- series/month/group
    hour         timestamptz(0) not null,
    provider_key text           not null,
    wrapped      bytea          not null check (octet_length(wrapped) between 40 and 4096)
);
revoke update, delete, truncate on vault_batch_key from archive_app;
grant select, insert on vault_batch_key to archive_app;
