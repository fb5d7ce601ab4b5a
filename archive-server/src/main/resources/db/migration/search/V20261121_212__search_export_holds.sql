-- Whose words does each package hold? Their ids, 16 bytes each, so that a destruction ends the packages that hold what it took, and no other.
create table search_export_holds (
    export  uuid  primary key,
    records bytea not null
);
grant select, insert, update, delete on search_export_holds to archive_app;
