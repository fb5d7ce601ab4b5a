-- The upload held destroyed records and was deleted, while lines of it still wait for their account: its key must end all the same.
alter table capture_import add column upload_gone boolean not null default false;
