-- Every page asks what the newest fact in the register is: one look into an index, however many accounts there are.
create index account_register_as_of on account_register (as_of);
create index account_declined_as_of on account_declined (as_of);
