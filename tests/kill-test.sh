#!/usr/bin/env bash
# Kills `monitor ingest` with SIGKILL at random moments, runs it again to its end, and compares the store with that of an undisturbed run:
# the same flags with the same content, the same balance on the receipt, and a store that verifies.
#
#   tests/kill-test.sh [ROUNDS] [ROWS]      rounds of one kill each (default 100) on a made-up export of that many rows (default 20000)
#   EXPORT=file DATA=folder tests/kill-test.sh 20      another export, with the roster, contests and rules of a data folder
#   MONITOR="dotnet path/monitor.dll"       another build than the one that is made here
#   ENGINE=LiteDb                           another store engine; the build must have it (README, "Engines")
#   KEEP=1                                  leaves the working folder behind
set -euo pipefail
rounds=${1:-100} rows=${2:-20000}
here=$(cd "$(dirname "$0")/.." && pwd)
export Store__Engine=${ENGINE:-Sqlite}
work=$(mktemp -d)
[ -n "${KEEP:-}" ] || trap 'rm -rf "$work"' EXIT

if [ -z "${MONITOR:-}" ]; then
  if [ "$Store__Engine" = Sqlite ]; then
    dotnet build --configuration Release --nologo --verbosity quiet "$here/src/Monitor"
    MONITOR="dotnet $here/artifacts/bin/Monitor/release/monitor.dll"
  else
    dotnet build --configuration Release --nologo --verbosity quiet "-p:$Store__Engine=true" "$here/src/Monitor"
    MONITOR="dotnet $here/artifacts/engines/bin/Monitor/release/monitor.dll"
  fi
fi

# Every twentieth post takes a side; some rows come twice, some are not on the roster, some cannot be read.
make_export() {
  echo 'conversation_id_str,created_at,favorite_count,full_text,id_str,image_url,in_reply_to_screen_name,lang,location,quote_count,reply_count,retweet_count,tweet_url,user_id_str,username'
  awk -v rows="$rows" 'BEGIN {
    for (row = 0; row < rows; row++) {
      post = row % 97 == 96 ? row - 50 : row
      id = sprintf("18550%014d", post * 1009)
      who = (post % 7 == 3) ? "bukan.pegawai" : (post % 2 ? "joko_misalan" : "budi_c")
      text = (post % 20 == 0) ? "Ayo coblos nomor urut " (1 + post % 2) " tanggal 27 November, menangkan bersama! " post : "Selamat pagi, rapat koordinasi hari ini di kantor camat " post
      if (row % 501 == 500) { text = ""; id = id "9" }
      printf "%s,Sun Nov 10 %02d:%02d:%02d +0000 2024,%d,\"%s\",%s,,,in,,0,0,0,https://x.com/%s/status/%s,17,%s\n", id, post / 3600 % 24, post / 60 % 60, post % 60, row % 9, text, id, who, id, who
    }
  }'
}

# Each run starts from a copy of one store: pseudonyms come from a secret of the store, and ids of posts from pseudonyms.
prepare() {
  mkdir -p "$work/template"
  if [ -n "${DATA:-}" ]; then
    cp -r "$DATA"/. "$work/template"
    rm -f "$work/template"/monitor.db*
  else
    cp "$here/samples/roster.xlsx" "$work/template"
  fi
  : > "$work/kosong.csv"
  $MONITOR ingest "$work/kosong.csv" --data "$work/template" > "$work/log" 2>&1 || true
  [ -f "$work/template/monitor.db" ] || { cat "$work/log"; echo "no store was made"; exit 2; }
}

start() {
  rm -rf "$work/data"
  cp -r "$work/template" "$work/data"
}

ingest() { $MONITOR ingest "$export" --data "$work/data" > "$work/log" 2>&1; }

# What must be the same, without the moments at which it happened.
outcome() {
  local moments='s/"(raisedAt|receivedAt|finishedAt)":"[^"]*"/"\1":""/g'
  $MONITOR flags --json --limit 2147483647 --data "$work/data" | sed -E "$moments" | sort
  $MONITOR receipts --json --data "$work/data" | grep '"outcome":"Done"' | sed -E "$moments"
  if [ "$Store__Engine" = Sqlite ] && command -v sqlite3 > /dev/null; then
    sqlite3 "$work/data/monitor.db" "SELECT id, status, json_remove(document, '\$.raisedAt') FROM flag ORDER BY id; SELECT count(*) FROM seen;"
  fi
  # Of its counts only those that must be the same: a file that is read again after its receipt gets one more, as a duplicate.
  $MONITOR verify --data "$work/data" > "$work/verify" || { cat "$work/verify" >&2; return 1; }
  grep -o '[0-9]* flags, [0-9]* posts$' "$work/verify"
}

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

export=${EXPORT:-$work/export.csv}
[ -n "${EXPORT:-}" ] || make_export > "$export"
prepare

start
begun=$(milliseconds)
ingest || { cat "$work/log"; echo "the undisturbed run failed"; exit 2; }
took=$(($(milliseconds) - begun))
outcome > "$work/expected"
echo "undisturbed: ${took} ms, $(grep -c '^{"id":"F-' "$work/expected" || true) flags, $(grep -o '"counts":{[^}]*}[^}]*}' "$work/expected" | head -1)"

differing=0 finished=0 between=0 unopenable=0
for round in $(seq "$rounds"); do
  start
  $MONITOR ingest "$export" --data "$work/data" > "$work/log" 2>&1 &
  child=$!
  delay=$((RANDOM * 32768 % took + RANDOM % took))
  delay=$((delay % took))
  sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
  if kill -9 "$child" 2> /dev/null; then
    wait "$child" 2> /dev/null || true
    if $MONITOR receipts --json --data "$work/data" 2> /dev/null | grep -q '"outcome":"Done"'; then finished=$((finished + 1)); else between=$((between + 1)); fi
  else
    wait "$child" || true
    finished=$((finished + 1))
  fi

  $MONITOR verify --data "$work/data" > "$work/opened" 2>&1 || { [ $? -eq 1 ] && grep -q "^ok     database" "$work/opened"; } || unopenable=$((unopenable + 1))
  ingest || true
  if outcome > "$work/actual" && cmp -s "$work/expected" "$work/actual"; then
    echo "round $round: killed after $delay ms, same"
  else
    differing=$((differing + 1))
    echo "round $round: killed after $delay ms, DIFFERENT"
    diff "$work/expected" "$work/actual" | head -5 || true
    [ -z "${KEEP:-}" ] || cp -r "$work/data" "$work/different-$round"
  fi
done

echo "$Store__Engine: $rounds kills ($between before the receipt, $finished after it): $differing different (lost or doubled), $unopenable not opened or not sound after the kill"
[ "$differing" -eq 0 ] && [ "$unopenable" -eq 0 ]
