-- The texts by whose beginning users are found. The application computes them: lower() and the order of texts depend on the database.
create table portrait_search_key (
    user_id bigint not null references portrait_user (id),
    kind    varchar not null,
    text    varchar not null,
    primary key (user_id, kind, text)
);

-- With collate "C", an index serves like 'x%' whatever the locale of the database.
${postgresql} alter table portrait_search_key alter column text type varchar collate "C";
create index portrait_search_key_text on portrait_search_key (text, kind, user_id);

-- False for rows that were not written by the application, which then computes their texts within minutes.
alter table portrait_user add column searchable boolean default false not null;
${postgresql} create index portrait_user_not_searchable on portrait_user (id) where not searchable;

-- The other filters of the administrators' list.
create unique index portrait_user_ext_id on portrait_user (ext_id);
create index portrait_user_status on portrait_user (status, id);
create index portrait_user_gender on portrait_user (gender, id);
create index portrait_user_real_name on portrait_user (real_name, id);
create index portrait_user_location on portrait_user (location, id);
create index portrait_user_description on portrait_user (description, id);
${postgresql} create index portrait_user_with_avatar on portrait_user (id) where avatar is not null and status <> 'UNREGISTERED';
${postgresql} drop index portrait_user_real_name_prefix;
${postgresql} drop index portrait_user_username_prefix;
