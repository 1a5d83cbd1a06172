#!/bin/bash
# Backs up Portrait's database (PostgreSQL) and pictures together, while Portrait runs and users write.
#   ./backup.sh MEDIA-FOLDER NEW-FOLDER [PREVIOUS-BACKUP]
# The database is the one that PGHOST, PGDATABASE, PGUSER and PGPASSFILE name. Unchanged pictures become hard links into the previous backup.
set -euo pipefail
media=$1 backup=$2 previous=${3:-}

copy_pictures() {
    # 24: a picture was removed in the meantime. Whether it is needed is checked below.
    rsync -a --exclude '*.tmp' ${previous:+--link-dest="$(realpath "$previous")/media"} "$media/" "$backup/media/" || [ $? = 24 ]
}

missing_pictures() {
    pg_restore --data-only --table portrait_user --table portrait_avatar --file - "$backup/portrait.dump" |
        awk -F '\t' '
            /^COPY / { columns = $0; gsub(/^[^(]*\(|\).*$/, "", columns); n = split(columns, name, ", ") }
            NF == n { for (i = 1; i <= n; i++) if (name[i] ~ /^(avatar|cover|picture)$/ && $i != "\\N") print $i }' |
        while read -r name; do [ -f "$backup/media/${name:0:2}/$name" ] || echo "$name"; done
}

umask 077
mkdir -p "$backup/media"
# All of them once before the dump: the copy after it is a short one then.
copy_pictures
for attempt in 1 2 3 4 5; do
    pg_dump --format custom --file "$backup/portrait.dump"
    copy_pictures
    missing=$(missing_pictures)
    [ -n "$missing" ] || { echo "Complete: $backup"; exit 0; }
    echo "Attempt $attempt: $(wc -l <<<"$missing") missing, perhaps replaced during the dump" >&2
done
printf 'Not complete: %s lacks pictures that its database names:\n%s\n' "$backup" "$missing" >&2
exit 1
