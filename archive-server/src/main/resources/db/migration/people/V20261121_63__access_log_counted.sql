-- How much was done on a day, of what, by whom? Kept by a trigger with each row of the log, so that a count of years reads days and is
-- exact; nobody else may write it. A day is one of UTC. It can be made anew from the log.
create table access_log_day (
    day   date   not null,
    act   text   not null,
    actor text   not null,
    rows  bigint not null,
    primary key (day, act, actor)
) with (fillfactor = 70);

insert into access_log_day
select (at at time zone 'UTC')::date, act, actor, count(*) from access_log group by 1, 2, 3;

create function count_access() returns trigger language plpgsql security definer set search_path from current as $$
begin
    insert into access_log_day as kept (day, act, actor, rows)
    select (at at time zone 'UTC')::date, act, actor, count(*) from added group by 1, 2, 3 order by 1, 2, 3
    on conflict (day, act, actor) do update set rows = kept.rows + excluded.rows;
    return null;
end $$;

create trigger access_log_counted after insert on access_log referencing new table as added
    for each statement execute function count_access();
revoke insert, update, delete, truncate on access_log_day from archive_app;

-- What was done on a thing, by others than some: read from the index alone.
drop index access_log_on;
create index access_log_on on access_log (on_what text_pattern_ops, at desc, entry desc) include (act, actor);
