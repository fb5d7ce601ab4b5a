-- What the facts of one command or job say alike of who acted: kept once. Primary: nothing rebuilds it.
create table event_metadata (
    number integer primary key generated always as identity,
    said   bytea   not null                -- canonical JSON, as the facts' sums are taken over it
);
create unique index event_metadata_said on event_metadata (sha256(said));
create trigger event_metadata_append_only before update or delete or truncate on event_metadata
    for each statement execute function refuse_change();
revoke update, delete, truncate on event_metadata from archive_app;
grant select, insert on event_metadata to archive_app;

-- Rows of before keep their own. A default that is constant rewrites none of them.
alter table event add column said integer not null default 0;  -- event_metadata.number; 0: it stands in this row, else metadata is empty

-- Each fact with its exact bytes. A number without its row gives no metadata, which no sum bears out.
create view fact as
select e.position, e.id, e.type, e.revision, e.at, e.payload, coalesce(m.said, e.metadata) as metadata, e.nonce
from event e left join event_metadata m on m.number = e.said;
grant select on fact to archive_app;
