-- Who confirmed a classification, when, and in which batch? Rows of before do not say it, so an archive that has some computes its marks anew.
alter table retention_confirmed
    add column batch        uuid,
    add column confirmed_by uuid,
    add column confirmed_at timestamptz;

do $$
begin
    if exists (select from retention_confirmed) then
        truncate hold_mark, retention_mark, request_mark, disposition_offer, retention_record, retention_anew, retention_confirmed,
            retention_unread;
        delete from projection_token where projection = 'retention_mark-1';
    end if;
end
$$;

create index retention_confirmed_rule on retention_confirmed (rule, version, confirmed_at);
