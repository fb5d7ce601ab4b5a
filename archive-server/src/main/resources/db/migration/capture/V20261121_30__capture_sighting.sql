-- Sightings that told nothing new, with the samples taken with them. Primary: a later sighting is put in its place by them (DATA.md §3).
-- Written in the commit that decided on them; read by record only.
create table capture_sighting (
    record       uuid        not null,
    observed_at  timestamptz not null,
    version_time timestamptz,           -- null: the platform gave none
    source       text        not null,
    seen         smallint    not null,  -- 0 present, 1 hidden, 2 gone by platform event, 3 gone by owner's export, 4 gone by direct read
    part         integer     not null,  -- number of the sealed part that holds the wording seen; 0: none was shown
    shown        smallint    not null,  -- bits of the version fields shown
    counters     jsonb                  -- null: no samples
);
create index capture_sighting_record on capture_sighting (record);
grant select, insert on capture_sighting to archive_app;
