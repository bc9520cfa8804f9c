package enquire.editor.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One column of a change, run-length encoded: what {@link OperationCount} counts. A positive number
 * is followed by one value that repeats so often, a negative one by so many single values, and zero
 * by how many operations have no value. One thread at a time.
 */
final class RunLengthWriter<T> {

    private record Run<T>(Optional<T> value, long count) {}

    private final BiConsumer<ChunkWriter, T> value;
    private final List<Run<T>> runs = new ArrayList<>();

    /**
     * @param value how one value is written
     */
    RunLengthWriter(BiConsumer<ChunkWriter, T> value) {
        this.value = value;
    }

    /** So many operations with this value. */
    void add(T same, long count) {
        add(Optional.of(same), count);
    }

    /** So many operations without a value. */
    void skip(long count) {
        add(Optional.empty(), count);
    }

    private void add(Optional<T> same, long count) {
        if (count == 0) {
            return;
        }
        boolean goesOn = !runs.isEmpty() && runs.getLast().value().equals(same);
        long before = goesOn ? runs.removeLast().count() : 0;
        runs.add(new Run<>(same, before + count));
    }

    /** Nothing at all if no operation has a value. */
    Bytes encoded() {
        var out = new ChunkWriter();
        if (runs.stream().allMatch(run -> run.value().isEmpty())) {
            return Bytes.EMPTY;
        }
        for (int from = 0; from < runs.size(); ) {
            int to = from;
            while (to < runs.size() && isSingle(runs.get(to))) {
                to++;
            }
            if (to > from) {
                out.signedNumber(from - to);
                runs.subList(from, to).forEach(run -> value.accept(out, run.value().orElseThrow()));
                from = to;
            } else {
                write(out, runs.get(from));
                from++;
            }
        }
        return out.written();
    }

    private void write(ChunkWriter out, Run<T> run) {
        if (run.value().isPresent()) {
            out.signedNumber(run.count());
            value.accept(out, run.value().get());
        } else {
            out.signedNumber(0).unsignedNumber(run.count());
        }
    }

    private static boolean isSingle(Run<?> run) {
        return run.value().isPresent() && run.count() == 1;
    }
}
