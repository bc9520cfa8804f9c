# Sourced: how the node's JVM is started. Needs $application and $JDK_FEATURE; sets java_options.

# glibc keeps one arena per thread after native memory is freed; two bound that (docs/decisions/0002-libraries.md).
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
java_options=(
  -XX:+UseSerialGC            # smallest and fastest to start; the heap is small (docs/PERFORMANCE.md)
  -Xms32m -Xmx480m # with what is outside it, a flood of strangers stays below 512 MB more (bench/run hostile)
  -Djava.awt.headless=true
  # 64 bytes of a cache line / 4 of a reference. Jetty would ask JMX for it, which loads 0.1 s of classes (measured).
  -Dorg.eclipse.jetty.util.referencesPerCacheLine=16
  --enable-native-access=ALL-UNNAMED
  # Memory that runs out can end any one thread and leave the others: a node that answers and does not save. What was
  # saved is on disk, so it ends as after a kill, with exit code 3. (A command of sh; no semicolon, which would be two.)
  -XX:+ExitOnOutOfMemoryError
  "-XX:OnOutOfMemoryError=echo 'Enquire needs more memory than it may take, and ends. Everything that was saved is safe, and tabs keep what they have not sent yet. Start it again in the same way. If that happens again, look into log/enquire.log in the data folder for what came just before.' >&2"
)
if [ "$JDK_FEATURE" -ge 25 ] && [ -f "$application/enquire.aot" ]; then
  java_options+=(-XX:AOTCache="$application/enquire.aot" -Xlog:aot=off -Xlog:cds=off)
elif [ -f "$application/enquire.jsa" ]; then
  java_options+=(-XX:SharedArchiveFile="$application/enquire.jsa" -Xlog:cds=off -Xlog:class+path=off)
fi
