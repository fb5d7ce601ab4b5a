-- Whether an import's key seals nothing that is gone: no upload that ended and no refused line that went opens by it, in whatever backup.
-- Those of before are not settled: the next destruction settles them.
alter table capture_import add column key_settled boolean not null default false;
-- Which keys went because of which disposition, and was it told? Of keys of imports from when they are to go, of others once it was told.
create table vault_renewal_told (
    key         text not null references vault_renewal,
    disposition uuid not null,
    told_at     timestamptz,          -- null: not yet
    primary key (key, disposition)
);
revoke delete, truncate on vault_renewal_told from archive_app;
-- What an account calls itself that nobody waits for any more goes with the lines that named it.
grant delete on capture_unknown to archive_app;
