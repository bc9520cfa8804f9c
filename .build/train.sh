#!/usr/bin/env bash
# Makes the start-up cache of a build: runs the node once on an empty data folder, asks it for what a first visitor asks,
# and lets the JVM keep the classes it loaded. Usage: train.sh APPLICATION_FOLDER. Needs JAVA_HOME.
set -u
application=$1
here=$(cd "$(dirname "$0")" && pwd)
. "$here/find-jdk.sh"
# The cache holds what the questions below load; without them it would be made and be of little use.
command -v curl >/dev/null 2>&1 || { echo "The start-up cache is made with curl, and there is none. Install it, delete $application/built and start again."; exit 1; }
data=$(mktemp -d)
node=
finish() {
  [ -z "$node" ] || kill "$node" 2>/dev/null
  rm -rf "$data"
}
trap finish EXIT

rm -f "$application/enquire.aot" "$application/enquire.jsa"
. "$here/java-options.sh"
# JDK 25 keeps loaded and linked classes and profiles in one step (JEP 514); before that, class-data sharing keeps the classes.
if [ "$JDK_FEATURE" -ge 25 ]; then
  java_options+=(-XX:AOTCacheOutput="$application/enquire.aot")
else
  java_options+=(-XX:ArchiveClassesAtExit="$application/enquire.jsa")
fi

mkdir "$data/data"
"$JAVA_HOME/bin/java" "${java_options[@]}" -cp "$application/lib/*" enquire.web.Main serve --data "$data/data" \
  --port 0 --peer-port 0 --peer-bind 127.0.0.1 --no-browser >"$data/out" 2>"$data/err" &
node=$!
address=
for _ in $(seq 300); do
  address=$(sed -n 's/^Enquire is at \(http[^ ]*\)$/\1/p' "$data/out" 2>/dev/null)
  [ -n "$address" ] && break
  kill -0 "$node" 2>/dev/null || break
  sleep 0.1
done
if [ -z "$address" ]; then
  cat "$data/out" "$data/err"
  exit 1
fi
token=$(cat "$data/data/api-token")
ask() { curl -s -o /dev/null -m 20 -H "Authorization: Bearer $token" "$@"; }
ask "$address"
ask -X POST -H 'Content-Type: application/json' -d '{"name":"Training"}' "${address}-/api/v1/wikis"
ask -X PUT -H 'Content-Type: text/markdown' --data-binary $'# One\n\n[[Home]] and **words**, a list:\n\n- [ ] task\n\n| a | b |\n|---|---|\n| 1 | 2 |\n' \
  "${address}-/api/v1/wikis/training/pages/One"
# A longer page with a history: what reads changes and compares two versions is compiled sooner for having run.
long() {
  for i in $(seq 60); do
    printf '## Part %s\n\nThe *tide* of day %s, **high** at [[Home]] and `low` at <b>six</b>.\n\n- [ ] rope %s\n- oars\n\n' "$i" $((i * $1 % 7)) "$i"
  done
}
for i in $(seq 24); do
  long "$i" | ask -X PUT -H 'Content-Type: text/markdown' --data-binary @- "${address}-/api/v1/wikis/training/pages/Long"
  ask "${address}training/-/history/Long"
done
# Until the page is found: indexing it loads most of what the first search needs, too.
for _ in $(seq 100); do
  curl -s -m 20 -H "Authorization: Bearer $token" "${address}-/api/v1/wikis/training/search?q=words" | grep -q '"total":[1-9]' && break
  sleep 0.1
done
for _ in 1 2 3; do
  ask "${address}training/One"
  ask "${address}training/Home"
  ask "${address}training/-/edit/One"
  ask "${address}training/-/history/Long"
  ask "${address}training/-/history/Long?view=writers"
  ask "${address}training/-/search?q=words"
  ask "${address}-/api/v1/wikis/training/suggest?q=on"
  ask "${address}-/api/v1/wikis/training/pages/One"
done
kill -TERM "$node"
for _ in $(seq 600); do
  kill -0 "$node" 2>/dev/null || break
  sleep 0.1
done
wait "$node"
node=
ls "$application"/enquire.aot "$application"/enquire.jsa 2>/dev/null | grep -q .
