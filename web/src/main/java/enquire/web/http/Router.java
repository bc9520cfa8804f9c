package enquire.web.http;

import enquire.web.language.Speaking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the handler of a path. A pattern is literal segments, {@code {name}} for one segment, and
 * {@code {name...}} at the end for all that follow, slashes included. Literals are compared with
 * the path as it is encoded and win over names, so {@code /w/-/edit} is a screen and {@code
 * /w/%2D/edit} is the page <em>-/edit</em>. Thread-safe once all routes are added.
 */
public final class Router implements Handler {

    /**
     * Longer than any path of ours: two titles of 255 units, each unit as three escapes, and more.
     */
    private static final int PATH_CHARS_MAX = 8_192;

    private static final class Branch {
        final Map<String, Branch> literals = new HashMap<>();
        final Map<String, Handler> here = new HashMap<>();
        final Map<String, Handler> rest = new HashMap<>();
        Optional<Branch> anyOne = Optional.empty();
        String anyOneName = "";
        String restName = "";
    }

    private record Found(Map<String, Handler> handlers, Map<String, String> parameters) {}

    private final Branch root = new Branch();
    private final List<String> routes = new ArrayList<>();

    public Router get(String pattern, Handler handler) {
        return add("GET", pattern, handler);
    }

    public Router post(String pattern, Handler handler) {
        return add("POST", pattern, handler);
    }

    public Router add(String method, String pattern, Handler handler) {
        routes.add(method + " " + pattern);
        Branch branch = root;
        for (String segment : segments(pattern)) {
            if (segment.startsWith("{") && segment.endsWith("...}")) {
                branch.restName = segment.substring(1, segment.length() - 4);
                branch.rest.put(method, handler);
                return this;
            }
            if (segment.startsWith("{")) {
                branch.anyOneName = segment.substring(1, segment.length() - 1);
                if (branch.anyOne.isEmpty()) {
                    branch.anyOne = Optional.of(new Branch());
                }
                branch = branch.anyOne.get();
            } else {
                branch = branch.literals.computeIfAbsent(segment, s -> new Branch());
            }
        }
        branch.here.put(method, handler);
        return this;
    }

    /** Method and pattern of each route, in the order they were added. */
    public List<String> routes() {
        return List.copyOf(routes);
    }

    @Override
    public Reply handle(Call call) throws Exception {
        if (call.path().length() > PATH_CHARS_MAX) {
            throw new ProblemException(
                    414,
                    Speaking.messages().text("error.longAddress"),
                    Speaking.messages().text("error.longAddressDetail"));
        }
        var parameters = new LinkedHashMap<String, String>();
        Found found =
                find(root, segments(call.path()), 0, parameters)
                        .orElseThrow(() ->
                                ProblemException.notFound(
                                        Speaking.messages().text("error.noScreen")));
        String method = call.method().equals("HEAD") ? "GET" : call.method();
        Handler handler = found.handlers().get(method);
        if (handler == null) {
            throw notAllowed(found.handlers().keySet());
        }
        return handler.handle(call.with(found.parameters()));
    }

    /** RFC 9110, section 15.5.6: such an answer lists what is allowed. */
    private static ProblemException notAllowed(Set<String> methods) {
        Set<String> allowed = new TreeSet<>(methods);
        String possible = String.join(", ", allowed);
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return new ProblemException(
                405,
                Speaking.messages().text("error.notHow"),
                Speaking.messages().text("error.possible", "methods", possible),
                List.of(new Reply.Header("Allow", String.join(", ", allowed))));
    }

    private static Optional<Found> find(
            Branch branch, List<String> path, int at, Map<String, String> parameters) {
        if (at == path.size()) {
            return branch.here.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Found(branch.here, parameters));
        }
        Branch literal = branch.literals.get(path.get(at));
        if (literal != null) {
            Optional<Found> found = find(literal, path, at + 1, parameters);
            if (found.isPresent()) {
                return found;
            }
        }
        if (branch.anyOne.isPresent() && !path.get(at).isEmpty()) {
            Optional<Found> found = find(branch.anyOne.get(), path, at + 1, parameters);
            if (found.isPresent()) {
                parameters.put(branch.anyOneName, Percent.decode(path.get(at)));
                return found;
            }
        }
        if (!branch.rest.isEmpty()) {
            parameters.put(
                    branch.restName,
                    Percent.decode(String.join("/", path.subList(at, path.size()))));
            return Optional.of(new Found(branch.rest, parameters));
        }
        return Optional.empty();
    }

    private static List<String> segments(String path) {
        String inside = path.startsWith("/") ? path.substring(1) : path;
        return inside.isEmpty() ? List.of() : List.of(inside.split("/", -1));
    }
}
