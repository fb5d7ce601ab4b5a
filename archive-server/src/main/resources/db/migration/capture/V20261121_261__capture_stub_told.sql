-- Up to which fact does capture_stub tell? What was counted of it stands until that moves. Written by Stubs; may be dropped and replayed.
create table capture_stub_told (
    one  boolean primary key default true check (one),
    upto bigint  not null   -- position of the last fact that changed a stub
);
insert into capture_stub_told (upto)
    select max(e.position) from event e join projection_token t on t.projection = 'capture_stub-1' and t.segment = 0
     where e.type in ('capture.RecordDestroyed', 'capture.ReturnKept', 'disposition.SeriesApplied') and e.position <= t.position
    having max(e.position) is not null;
grant select, insert, update, delete, truncate on capture_stub_told to archive_app;
