#!/usr/bin/env bash
# Prints how long each suite and each of the slowest test classes took, from Surefire's reports.
cd "$(dirname "$0")/.." || exit 1
reports=$(find . -path '*/target/surefire-reports/TEST-*.xml' -not -path '*/node_modules/*')
[ -n "$reports" ] || exit 0
times=$(mktemp)
# shellcheck disable=SC2086
sed -n 's/^<testsuite .* name="\([^"]*\)" time="\([^"]*\)" tests="\([0-9]*\)".*/\2 \3 \1/p' $reports | tr -d ',' | sort -rn >"$times"
awk '{ split($3, part, "."); seconds[part[2]] += $1; tests[part[2]] += $2 }
  END { for (suite in seconds) printf "%8.1f s %6d tests  suite %s\n", seconds[suite], tests[suite], suite }' "$times" | sort -rn
head -n 12 "$times" | awk '{ printf "%8.1f s %6d tests  %s\n", $1, $2, $3 }'
rm -f "$times"
