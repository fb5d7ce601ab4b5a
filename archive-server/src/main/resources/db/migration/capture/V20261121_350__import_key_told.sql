-- Has a destruction journal the refused lines of an import as they are sealed now? They are told once, by the renewal that sealed them.
alter table capture_import add column key_told boolean not null default false;
