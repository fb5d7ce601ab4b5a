-- Sealed stretches of large media while they wait for the commit of their fact. Not kept over a crash, in no backup: what waits is staged anew.
create unlogged table vault_staged (
    staging uuid        not null,
    chunk   integer     not null,
    sealed  bytea       not null,
    at      timestamptz not null default now(),
    primary key (staging, chunk)
);
alter table vault_staged alter column sealed set storage external;
revoke update, truncate on vault_staged from archive_app;
grant select, insert, delete on vault_staged to archive_app;
