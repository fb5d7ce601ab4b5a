-- Holds of before that asked for whole threads kept where these began on their day. Read as they were meant, they bind whatever stands in a
-- thread with an answer (DATA.md 6); what they mark is found anew, with the next fact, for every scope that is not released.
insert into retention_unread (is_hold, of, number)
select true, hold, number from hold_scope where released_on is null or cools_off >= current_date - 1
on conflict do nothing;
