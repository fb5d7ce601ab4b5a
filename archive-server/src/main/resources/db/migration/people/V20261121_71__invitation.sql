-- A code that was sent with an invitation: its first entry asks how the person wants to sign in from then on.
alter table people_sign_in add column invitation boolean not null default false;
