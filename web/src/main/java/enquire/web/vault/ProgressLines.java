package enquire.web.vault;

import enquire.web.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes lines of JSON about work that takes a while, now and then. A caller that went away does
 * not stop the work, and is nobody to tell anything: no failure of a write leaves here.
 * Thread-safe.
 */
public final class ProgressLines {

    /** A line each tenth of a second is enough for a person. */
    private static final long PACE_NANOS = 100_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(ProgressLines.class);

    private final OutputStream out;
    private long writtenAt = System.nanoTime() - PACE_NANOS;
    private boolean gone;

    public ProgressLines(OutputStream out) {
        this.out = out;
    }

    public synchronized void progress(String step, int done, int of) {
        if (done < of && System.nanoTime() - writtenAt < PACE_NANOS) {
            return;
        }
        writtenAt = System.nanoTime();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", step);
        line.put("done", done);
        line.put("of", of);
        write(Map.of("progress", line));
    }

    public synchronized void last(String name, Object value) {
        write(Map.of(name, value));
    }

    private void write(Object value) {
        if (gone) {
            return;
        }
        try {
            out.write((Json.text(value) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            gone = true;
            LOG.info("Whoever asked for this went away; it goes on. ({})", e.toString());
        }
    }
}
