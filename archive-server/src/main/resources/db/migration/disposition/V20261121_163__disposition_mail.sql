-- Whom did the archive ask last to approve which disposition? Primary: mail is no fact.
create table disposition_mail (
    disposition uuid        not null,
    person      uuid        not null,
    sent_at     timestamptz not null,
    primary key (disposition, person)
);
grant select, insert, update, delete on disposition_mail to archive_app;
