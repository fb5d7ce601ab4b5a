-- Which searches does a person keep? Primary; names and queries are sealed.
create table search_saved (
    saved      uuid        primary key,
    owner      text        not null,
    name       bytea       not null,
    query      bytea       not null,
    since      bigint      not null,  -- facts after this position are watched: earlier matches are the search itself
    seen       bigint      not null,  -- up to this position its owner has looked
    created_at timestamptz not null
);
create index search_saved_owner on search_saved (owner);

-- What came to answer a kept search? Written by SavedMatches from capture.* facts. May be dropped and replayed.
create table search_alert (
    saved    uuid    not null,
    record   uuid    not null,
    version  integer not null,  -- the newest wording that answers; 0 where none was kept
    position bigint  not null,  -- the fact by which it came to answer
    primary key (saved, position, record)
);
