#!/bin/bash
# Backs up Portrait's database (PostgreSQL) and pictures together, while Portrait runs and users write.
#   ./backup.sh MEDIA-FOLDER NEW-FOLDER [PREVIOUS-BACKUP]
#   ./backup.sh --bucket NEW-FOLDER      (only the database; back up pictures in a bucket with the means of the store)
# PGHOST, PGDATABASE, PGUSER and PGPASSFILE select the database. Unchanged pictures become hard links into the previous backup.
set -euo pipefail
if (($# < 2)); then
    sed -n '2,4s/^# *//p' "$0" >&2
    exit 2
fi
media=$1 backup=$2 previous=${3:-}

copy_pictures() {
    # Exit code 24: a picture was deleted in the meantime. The check below finds out whether it is needed.
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
    echo "Complete: $backup, without pictures. It contains the database, and pictures.txt with the names of the $(wc -l < "$backup/pictures.txt") objects that belong to it."
    echo "Back up the bucket with the means of the store, and keep these objects as long as this backup."
    exit 0
fi
if [ ! -d "$media" ]; then
    echo "$media is not a folder. If the pictures are in a bucket, use --bucket instead." >&2
    exit 2
fi
mkdir -p "$backup/media"
# Copy all pictures before the dump, so that the copy after the dump is short.
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
