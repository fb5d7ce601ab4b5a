-- Lines that were refused only because their account is not in the register wait for a person's word on it, and are taken in again by it.
alter table capture_reject add column alias uuid;     -- keyed digest of platform and handle; null: refused for another reason
alter table capture_reject add column retaken uuid;   -- the import that took the line in again; null: not yet
create index capture_reject_waiting on capture_reject (alias) where alias is not null and retaken is null;
grant update on capture_reject to archive_app;
-- Which accounts did imports name that the register does not know? Primary: whose they are may be personal, so that names are sealed.
create table capture_unknown (
    alias    uuid  not null,
    import   uuid  not null references capture_import,
    platform text  not null,
    sealed   bytea not null,  -- handle, platform id, id of the first thing seen
    primary key (alias, import)
);
grant select, insert on capture_unknown to archive_app;
