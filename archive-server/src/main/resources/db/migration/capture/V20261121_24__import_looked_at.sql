-- A person may stop an import for good, and says when the refused lines of one were looked at.
alter table capture_import drop constraint capture_import_state_check;
alter table capture_import add constraint capture_import_state_check
    check (state in ('queued', 'running', 'paused', 'done', 'failed', 'stopped'));
alter table capture_import add column looked_at timestamptz;    -- when a person said so; null: not yet
alter table capture_import add column looked_by text;
