-- Time-stamps of checkpoints by outside authorities (RFC 3161; EVIDENCE.md §3). Primary: what an authority said once it does not say again.
create table evidence_stamp (
    size      bigint         not null,  -- leaves of the checkpoint
    authority bigint         not null,  -- as facts name it
    name      text           not null,  -- the authority's host
    stamped   bytea          not null,  -- the checkpoint's bytes as they were stamped
    request   bytea          not null,
    response  bytea          not null,  -- whole, with its certificates
    at        timestamptz(3) not null,  -- the stamp's time
    serial    text           not null,
    policy    text           not null,
    noted     boolean        not null default false,
    primary key (size, authority)
);
revoke update, delete, truncate on evidence_stamp from archive_app;
grant select, insert, update (noted) on evidence_stamp to archive_app;
