-- One key a record and life (or another sealed subject), wrapped by a batch key. Primary. Destruction deletes the row.
create table vault_record_key (
    record  uuid     not null,
    life    smallint not null,
    batch   integer  not null,
    wrapped bytea    not null check (octet_length(wrapped) = 40),
    primary key (record, life)
);
alter table vault_record_key alter column wrapped set storage plain;
revoke update, truncate on vault_record_key from archive_app;
grant select, insert, delete on vault_record_key to archive_app;
