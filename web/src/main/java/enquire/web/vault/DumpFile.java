package enquire.web.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A vault that is nothing but one dump. */
final class DumpFile implements Vault {

    private final Entry dump;

    private DumpFile(Entry dump) {
        this.dump = dump;
    }

    /** Its name does not matter: it may have come through a form. */
    static DumpFile of(Path file) throws IOException {
        return new DumpFile(
                new Entry("dump.xml", Files.size(file), () -> Files.newInputStream(file)));
    }

    @Override
    public List<Entry> entries() {
        return List.of(dump);
    }

    /** It is on this computer already, at its full size. */
    @Override
    public long filesBytesMax() {
        return Long.MAX_VALUE;
    }

    @Override
    public List<ImportReport.Problem> leftOut() {
        return List.of();
    }

    @Override
    public Set<String> hidden() {
        return Set.of();
    }
}
