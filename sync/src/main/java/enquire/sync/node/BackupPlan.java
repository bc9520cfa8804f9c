package enquire.sync.node;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Backups that a node makes by itself.
 *
 * @param folder absolute
 * @param each how often; once a week is on Mondays
 * @param at by the clock of this computer, to the minute
 * @param keep so many stay, the newest ones, from 1 to {@link #KEEP_MAX}
 */
public record BackupPlan(Path folder, Each each, LocalTime at, int keep) {

    /** Of one a day, a year and a month (a guess at what anybody wants). */
    public static final int KEEP_MAX = 400;

    /** How often. */
    public enum Each {
        DAY,
        WEEK;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Each> of(String code) {
            for (Each each : values()) {
                if (each.code().equals(code)) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * @throws IllegalArgumentException if that is no plan
     */
    public BackupPlan {
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException(
                    "“%s” is no whole path. Name the folder from the top of the disk. Nothing was changed."
                            .formatted(folder));
        }
        if (keep < 1 || keep > KEEP_MAX) {
            throw new IllegalArgumentException(
                    "Between 1 and %d backups are kept, not %d. Nothing was changed."
                            .formatted(KEEP_MAX, keep));
        }
        at = at.truncatedTo(ChronoUnit.MINUTES);
    }

    /** The last moment, before {@code now} or at it, at which one was to be made. */
    Instant before(Instant now, ZoneId zone) {
        ZonedDateTime here = now.atZone(zone);
        ZonedDateTime planned = on(here);
        return planned.isAfter(here) ? on(step(here, -1)).toInstant() : planned.toInstant();
    }

    /** The next moment after {@code now}. */
    Instant after(Instant now, ZoneId zone) {
        ZonedDateTime here = now.atZone(zone);
        ZonedDateTime planned = on(here);
        return planned.isAfter(here) ? planned.toInstant() : on(step(here, 1)).toInstant();
    }

    private ZonedDateTime step(ZonedDateTime from, int count) {
        return each == Each.DAY ? from.plusDays(count) : from.plusWeeks(count);
    }

    /** On the day, or the Monday, of this moment; an hour that summer time skips comes later. */
    private ZonedDateTime on(ZonedDateTime moment) {
        var day = moment.toLocalDate();
        var planned =
                each == Each.DAY
                        ? day
                        : day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return ZonedDateTime.of(planned, at, moment.getZone());
    }

    List<String> lines() {
        return List.of(folder.toString(), each.code(), at.toString(), Integer.toString(keep));
    }

    /** Empty if these are not the lines of a plan that this program understands. */
    static Optional<BackupPlan> of(List<String> lines) {
        if (lines.size() != 4) {
            return Optional.empty();
        }
        try {
            Path folder = Path.of(lines.get(0));
            LocalTime at = LocalTime.parse(lines.get(2));
            int keep = Integer.parseInt(lines.get(3));
            return Each.of(lines.get(1)).map(each -> new BackupPlan(folder, each, at, keep));
        } catch (DateTimeException | InvalidPathException | NumberFormatException e) {
            return Optional.empty();
        } catch (IllegalArgumentException notHere) {
            return Optional.empty(); // A path of another system: the node was restored elsewhere.
        }
    }
}
