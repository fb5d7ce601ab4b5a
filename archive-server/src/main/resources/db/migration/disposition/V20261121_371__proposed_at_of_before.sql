-- Lists of before 370 say too by which fact each record came on them, as a replay writes it: by the first proposal that names it.
update disposition_record r set proposed_at = p.at
  from (select disposition, record, min(position) as at
          from (select position, (told ->> 'disposition')::uuid as disposition,
                       jsonb_array_elements_text(told -> 'records')::uuid as record
                  from (select position, convert_from(payload, 'UTF8')::jsonb as told from event
                         where type = 'disposition.DispositionProposed') proposed) named
         group by disposition, record) p
 where p.disposition = r.disposition and p.record = r.record and r.proposed_at is null;
