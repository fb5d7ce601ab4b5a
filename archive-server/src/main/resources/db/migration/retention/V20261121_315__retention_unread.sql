-- Which scopes and rules could not be read when they came, so that what they mark is still to be found? Written by Marks; may be dropped and
-- replayed.
create table retention_unread (
    is_hold boolean not null,
    of      uuid    not null,
    number  integer not null,
    primary key (is_hold, of, number)
);
