-- A row that names a number says nothing itself. What is put there past the program is told too, so that no sum bears it out.
create or replace view fact as
select e.position, e.id, e.type, e.revision, e.at, e.payload, e.metadata || coalesce(m.said, ''::bytea) as metadata, e.nonce
from event e left join event_metadata m on m.number = e.said;
