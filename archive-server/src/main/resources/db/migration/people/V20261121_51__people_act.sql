-- Who decided what? A row a fact; captures are left out, imports stand in capture_import. Written by ActsDone. May be dropped and replayed.
create table people_act (
    position bigint      primary key,
    at       timestamptz not null,
    actor    text        not null,
    role     text        not null,
    fact     text        not null,  -- its stable name
    on_what  text        not null,  -- the first tag and its value: "person" and an id
    detail   text        not null   -- its other members; facts hold no words of a person
);

create index people_act_listed on people_act (at desc, position desc);
create index people_act_actor on people_act (actor, at desc, position desc);
create index people_act_on on people_act (on_what text_pattern_ops);
