-- Grants Portrait the rights that it needs, and no others. Run it after postgresql.sql, each time.
grant select, insert, update, delete on portrait_user, portrait_avatar, portrait_search_key to portrait;
grant select, update on portrait_lease to portrait;
grant select on flyway_schema_history to portrait;
