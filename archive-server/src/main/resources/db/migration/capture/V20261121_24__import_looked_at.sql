-- A person may stop an import for good, and says when the refused lines of one were looked at. One server at a time reads it.
alter table capture_import drop constraint capture_import_state_check;
alter table capture_import add constraint capture_import_state_check
    check (state in ('queued', 'running', 'paused', 'done', 'failed', 'stopped'));
alter table capture_import add column looked_at timestamptz;    -- when a person said so; null: not yet
alter table capture_import add column looked_by text;
alter table capture_import add column reader uuid;              -- the server that reads it
alter table capture_import add column reader_until timestamptz; -- after which another may
