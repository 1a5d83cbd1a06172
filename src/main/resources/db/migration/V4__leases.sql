-- Work that one node does at a time, for all: who does it, and until when nobody else may.
create table portrait_lease (
    name       varchar primary key,
    holder     varchar not null,
    held_until timestamp(6) with time zone not null
);

insert into portrait_lease (name, holder, held_until) values ('sweep', '', current_timestamp);
