-- Other ids of a record's thing, as keyed digests. Primary. Rows go with the record.
create table vault_alias (
    alias  uuid not null,
    record uuid not null,
    primary key (alias, record)
);
create index vault_alias_record on vault_alias (record);
revoke update, truncate on vault_alias from archive_app;
grant select, insert, delete on vault_alias to archive_app;
