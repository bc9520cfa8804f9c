# Sourced: lock_build FILE and unlock_build, so that two first starts at once do not build into one folder.

BUILD_WAIT_MAX_SECONDS=1200 # A build takes a minute or two; ten times that, on a slow and busy computer. (A guess.)

lock_build() {
  build_lock=$1
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$build_lock"
    flock 9
    return
  fi
  # macOS has no flock. A link is made or not made at once, and holds who made it.
  build_lock=$1.owner
  local owner waited=0
  until ln -s "$$" "$build_lock" 2>/dev/null; do
    owner=$(readlink "$build_lock" 2>/dev/null)
    # Whoever finds that the owner is gone looks again while nobody else clears the lock away.
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null && mkdir "$build_lock.clearing" 2>/dev/null; then
      [ "$(readlink "$build_lock" 2>/dev/null)" != "$owner" ] || rm -f "$build_lock"
      rmdir "$build_lock.clearing"
      continue
    fi
    if [ "$waited" -ge "$BUILD_WAIT_MAX_SECONDS" ]; then
      echo "Another start of Enquire has been building for $((waited / 60)) minutes. If none is, delete $build_lock and $build_lock.clearing. No wiki was touched." >&2
      exit 1
    fi
    sleep 1
    waited=$((waited + 1))
  done
  trap 'rm -f "$build_lock"' EXIT
}

unlock_build() {
  if command -v flock >/dev/null 2>&1; then
    exec 9>&-
  else
    rm -f "$build_lock"
    trap - EXIT
  fi
}
