-- Sealed parts, in stretches of 1 MiB. Primary. Written once; destruction deletes the rows.
create table vault_part (
    record  uuid    not null,
    version integer not null,
    part    text    collate "C" not null,
    chunk   integer not null,
    sealed  bytea   not null,
    primary key (record, version, part, chunk)
) with (toast_tuple_target = 8160);  -- most posts fit a page: no second table to visit
-- Ciphertext does not compress.
alter table vault_part alter column sealed set storage external;
revoke update, truncate on vault_part from archive_app;
grant select, insert, delete on vault_part to archive_app;
