-- Which packages were made of a disposition's records to be handed over, and for whom? Primary. The package itself is an export; what was handed over is in the facts.
create table disposition_package (
    package     uuid        primary key,  -- of search_export
    disposition uuid        not null,
    given_to    text        not null,     -- of the law's list
    made_by     uuid        not null,
    made_at     timestamptz not null
);
create index disposition_package_by_disposition on disposition_package (disposition);
grant select, insert on disposition_package to archive_app;
