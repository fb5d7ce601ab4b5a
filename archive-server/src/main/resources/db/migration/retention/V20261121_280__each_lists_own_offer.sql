-- On which open lists does a record stand, in the order in which they were begun, and when was each offered? The first is the one that the
-- due list names, and its own notice is the one that counts. Written by Marks; may be dropped and replayed.
alter table disposition_offer alter column noticed_on drop not null;
alter table disposition_offer add column begun_at bigint not null default 0;
alter table disposition_offer alter column begun_at drop default;

delete from disposition_offer o using disposition_record r
 where r.disposition = o.disposition and r.record = o.record and r.state not in ('listed', 'reviewed');
insert into disposition_offer (record, disposition, noticed_on, begun_at)
select r.record, r.disposition, b.noticed_on, 0 from disposition_record r join disposition_batch b on b.disposition = r.disposition
 where b.ended is null and r.state in ('listed', 'reviewed') on conflict do nothing;
update disposition_offer o set begun_at = b.n
  from (select disposition, row_number() over (order by year, number) n from disposition_batch) b where b.disposition = o.disposition;
insert into retention_anew select distinct record from disposition_offer on conflict do nothing;
