-- The levels to which owners narrow fields of their profile, such as bio=owner,avatar=signed-in. With the default, nodes of
-- the previous version can still add users during an upgrade.
alter table portrait_user add column visibility varchar not null default '';
