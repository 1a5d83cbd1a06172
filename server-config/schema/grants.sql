-- What Portrait does with its tables: nothing but this. Run it after postgresql.sql, each time.
grant select, insert, update, delete on portrait_user, portrait_avatar to portrait;
grant select, update on portrait_lease to portrait;
grant select on flyway_schema_history to portrait;
