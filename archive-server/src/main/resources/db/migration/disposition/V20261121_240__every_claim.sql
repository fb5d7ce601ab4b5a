-- A record may be handed over to one after another: each package of it counts.
alter table disposition_transfer drop constraint disposition_transfer_pkey;
alter table disposition_transfer add primary key (disposition, record, bag);
create index disposition_answer_record on disposition_answer (record);

-- Who claimed a record, on whatever list, is read from its facts; what was computed from the old mark is computed anew.
alter table disposition_offer drop column claimed;
insert into retention_anew select distinct record from disposition_answer on conflict do nothing;
