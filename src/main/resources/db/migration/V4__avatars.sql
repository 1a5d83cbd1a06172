-- The digests of confirmed e-mail addresses, by which other programs look up avatars. The application computes them: lower() depends on
-- the locale of the database.
alter table portrait_user add column email_md5 varchar;
alter table portrait_user add column email_sha256 varchar;

-- With the id: a planner without statistics would read the users in the order of their ids.
create index portrait_user_email_md5 on portrait_user (email_md5, id);
create index portrait_user_email_sha256 on portrait_user (email_sha256, id);

-- The application computes the digests of users who are there already within minutes.
update portrait_user set searchable = false where email_isvalid;
