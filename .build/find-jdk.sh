# Sourced by ./enquire and ./check: finds a JDK from 21 and exports JAVA_HOME, or says that there is none.
# Order: JAVA_HOME, the java on the PATH, then the usual folders of the platform, the newest first.

JDK_FEATURE_MIN=21

# Prints the feature version of the JDK in folder $1, or nothing if it holds no JDK (a runtime without javac does not count).
jdk_feature() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  local candidate feature best="" best_feature=0 on_path
  feature=$(jdk_feature "${JAVA_HOME:-/nonexistent}")
  if [ "${feature:-0}" -ge "$JDK_FEATURE_MIN" ]; then
    printf '%s\n' "$JAVA_HOME"
    return 0
  fi
  on_path=$(command -v java 2>/dev/null || true)
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")
    candidate=${on_path%/bin/java}
    feature=$(jdk_feature "$candidate")
    if [ "${feature:-0}" -ge "$JDK_FEATURE_MIN" ]; then
      printf '%s\n' "$candidate"
      return 0
    fi
  fi
  for candidate in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* \
    "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    feature=$(jdk_feature "$candidate")
    if [ "${feature:-0}" -ge "$JDK_FEATURE_MIN" ] && [ "$feature" -gt "$best_feature" ]; then
      best=$candidate
      best_feature=$feature
    fi
  done
  [ -n "$best" ] && printf '%s\n' "$best"
}

JAVA_HOME=$(find_jdk) || JAVA_HOME=
if [ -z "$JAVA_HOME" ]; then
  echo "Enquire needs a JDK from version $JDK_FEATURE_MIN, and none was found in JAVA_HOME, on the PATH or in the usual folders." >&2
  echo "Install one (for example Eclipse Temurin 25) or set JAVA_HOME to where it is." >&2
  exit 1
fi
export JAVA_HOME
JDK_FEATURE=$(jdk_feature "$JAVA_HOME")

# What a build needs beside the JDK: one sentence for each that is missing.
require_build_tools() {
  local missing=0 node_feature
  command -v mvn >/dev/null 2>&1 || { echo "Building Enquire needs Maven (mvn), from version 3.8. Install it and try again." >&2; missing=1; }
  node_feature=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
  [ "${node_feature:-0}" -ge 20 ] || { echo "Building Enquire needs Node.js from version 20 (for the browser's part). Install it and try again." >&2; missing=1; }
  command -v npm >/dev/null 2>&1 || { echo "Building Enquire needs npm. It comes with Node.js from nodejs.org, and is a package of its own (npm) on Debian and Ubuntu. Install it and try again." >&2; missing=1; }
  [ "$missing" = 0 ] || exit 1
}
