-- What an administrator looks for among millions is found by an index: beginnings of names whatever the database's
-- locale, users by the day they came, and how many there are.
create index portrait_user_username_prefix on portrait_user (username_key varchar_pattern_ops);
create index portrait_user_real_name_prefix on portrait_user (lower(real_name) text_pattern_ops);
create index portrait_user_date_joined on portrait_user (date_joined, id);
create index portrait_user_listed on portrait_user (id) where status <> 'UNREGISTERED';
