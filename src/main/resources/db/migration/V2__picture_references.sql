-- The sweeper asks which profile refers to a picture.
create index portrait_user_avatar on portrait_user (avatar);
create index portrait_user_cover on portrait_user (cover);
