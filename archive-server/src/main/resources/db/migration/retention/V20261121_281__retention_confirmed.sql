-- Of which records did a person say that a wording of a rule classifies them rightly? Written by Marks; may be dropped and replayed.
create table retention_confirmed (
    record  uuid    not null,
    rule    uuid    not null,
    version integer not null,
    primary key (record, rule, version)
);
