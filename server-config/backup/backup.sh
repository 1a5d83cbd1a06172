#!/bin/bash
# Backs up Portrait's database (PostgreSQL) and pictures together, while Portrait runs and users write.
#   ./backup.sh MEDIA-FOLDER NEW-FOLDER [PREVIOUS-BACKUP]
#   ./backup.sh --bucket NEW-FOLDER      (the database alone: pictures in a bucket are backed up by the store's own means)
# The database is the one that PGHOST, PGDATABASE, PGUSER and PGPASSFILE name. Unchanged pictures become hard links into the previous backup.
set -euo pipefail
if (($# < 2)); then
    sed -n '2,4s/^# *//p' "$0" >&2
    exit 2
fi
media=$1 backup=$2 previous=${3:-}

copy_pictures() {
    # 24: a picture was removed in the meantime. Whether it is needed is checked below.
    rsync -a --exclude '*.tmp' ${previous:+--link-dest="$(realpath "$previous")/media"} "$media/" "$backup/media/" || [ $? = 24 ]
}

dump() {
    pg_dump --format custom --file "$backup/portrait.dump"
}

named_pictures() {
    pg_restore --data-only --table portrait_user --table portrait_avatar --file - "$backup/portrait.dump" |
        awk -F '\t' '
            /^COPY / { columns = $0; gsub(/^[^(]*\(|\).*$/, "", columns); n = split(columns, name, ", ") }
            NF == n { for (i = 1; i <= n; i++) if (name[i] ~ /^(avatar|cover|picture)$/ && $i != "\\N") print $i }' |
        LC_ALL=C sort -u
}

missing_pictures() {
    named_pictures | while read -r name; do [ -f "$backup/media/${name:0:2}/$name" ] || echo "$name"; done
}

umask 077
if [ "$media" = --bucket ]; then
    mkdir -p "$backup"
    dump
    named_pictures > "$backup/pictures.txt"
    echo "Complete: $backup, without pictures: it has the database, and in pictures.txt the names of the $(wc -l < "$backup/pictures.txt") objects that belong to it."
    echo "The bucket must be backed up by the store's own means, and keep these objects for as long as this backup is kept."
    exit 0
fi
if [ ! -d "$media" ]; then
    echo "$media is no folder. If the pictures are in a bucket, say --bucket instead." >&2
    exit 2
fi
mkdir -p "$backup/media"
# All of them once before the dump: the copy after it is a short one then.
copy_pictures
for attempt in 1 2 3 4 5; do
    dump
    copy_pictures
    missing=$(missing_pictures)
    [ -n "$missing" ] || { echo "Complete: $backup"; exit 0; }
    echo "Attempt $attempt: $(wc -l <<<"$missing") missing, perhaps replaced during the dump" >&2
done
printf 'Not complete: %s lacks pictures that its database names:\n%s\n' "$backup" "$missing" >&2
exit 1
