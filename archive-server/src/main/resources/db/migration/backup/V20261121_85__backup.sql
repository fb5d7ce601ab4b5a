-- Backups that were made of this archive: where they lie and how far they go. A row is written when a backup is whole.
create table backup_run (
    backup      uuid        primary key,
    folder      text        not null,
    keys_folder text,                 -- null: without the keys
    started_at  timestamptz not null,
    finished_at timestamptz not null,
    position    bigint      not null, -- the last fact in it
    added_rows  bigint      not null, -- since the backup before
    added_bytes bigint      not null,
    bytes       bigint      not null  -- of the whole set
);
revoke update, delete, truncate on backup_run from archive_app;

-- A backup says which schema it holds.
grant select on flyway_schema_history to archive_app;
