-- A row stands before the first byte of a backup is written: one that is under way, or that died, may have copied keys.
alter table backup_run alter column finished_at drop not null;     -- null: not whole
alter table backup_run alter column position drop not null;
alter table backup_run alter column added_rows drop not null;
alter table backup_run alter column added_bytes drop not null;
alter table backup_run alter column bytes drop not null;
alter table backup_run add constraint backup_run_whole check (finished_at is null
    or (position is not null and added_rows is not null and added_bytes is not null and bytes is not null));
grant update (finished_at, position, added_rows, added_bytes, bytes) on backup_run to archive_app;
