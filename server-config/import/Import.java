import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.PartialResultException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.Control;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.PagedResultsControl;
import javax.naming.ldap.PagedResultsResponseControl;

/**
 * Brings people and their pictures from a CSV file, an LDAP directory or a folder into Portrait, through the API for
 * administrators: {@code java Import.java --server https://portrait.example/ --token-file token --csv people.csv}.
 * README.md explains the options.
 */
@SuppressWarnings("serial") // of the exceptions
class Import {

    private final Options options;
    private final boolean dryRun;
    private final Optional<People> people;
    private final String keyField;
    private final Counts counts = new Counts();
    private final Api api;
    private final State state;
    private final Report report;
    private final Workers workers;
    private final Map<String, String> seen = new HashMap<>();
    private final Map<String, String> seenPictures = new HashMap<>();
    private final Set<String> planned = ConcurrentHashMap.newKeySet();
    private boolean complete = true;

    public static void main(String[] args) {
        try {
            System.exit(new Import(new Options(args)).run());
        } catch (RuntimeException e) {
            System.err.println("Import: " + Stop.of(e).getMessage());
            System.exit(2);
        }
    }

    Import(Options options) {
        this.options = options;
        dryRun = options.has("--dry-run");
        people = options.people();
        keyField = people.map(source -> options.keyField(source.fields())).orElse("pictures");
        api = new Api(options.server(), options.token(), counts);
        state = new State(options.file("--state", ".state"), options.server() + " " + keyField, !dryRun);
        report = new Report(options.file("--report", ".report.csv"));
        workers = new Workers(options.number("--threads", 4, 64));
    }

    private int run() {
        // After Ctrl-C too, the next run knows what was sent.
        Runtime.getRuntime().addShutdownHook(new Thread(state::save));
        Executors.newSingleThreadScheduledExecutor().scheduleWithFixedDelay(this::showProgress, 5, 5, TimeUnit.SECONDS);
        try {
            people.ifPresent(source -> source.read(this::accept));
            workers.await();
            if (options.has("--block-absent")) {
                blockAbsent();
            }
            options.path("--pictures").ifPresent(this::importPictures);
            workers.await();
        } finally {
            workers.drain();
            System.err.println((dryRun ? "Dry run, nothing was changed: " : "Done: ") + counts);
        }
        return counts.failed() ? 1 : 0;
    }

    private void showProgress() {
        System.err.println(counts);
        state.save();
    }

    // ---- People

    private void accept(Person person) {
        String key = person.value(keyField);
        Optional<Problem> problem = person.problem().or(() -> Problem.ofKey(keyField, key));
        complete &= problem.isEmpty();
        if (problem.isEmpty() && seen.putIfAbsent(key, person.where()) != null) {
            problem = Optional.of(new Problem(keyField, "duplicate", "The same value is in " + seen.get(key) + "."));
        }
        Row row = new Row(person.where(), key);
        if (problem.isPresent()) {
            fail(row, Count.FAILED, new Refused("not read", problem.get()));
        } else {
            workers.submit(() -> attempt(row, Count.FAILED, () -> importPerson(row, person)));
        }
    }

    private User importPerson(Row row, Person person) throws Refused {
        Map<String, String> update = person.update(keyField);
        String digest = digest(Kind.object(update).getBytes(UTF_8));
        boolean same = state.has(State.PERSON, row.key(), digest);
        User user = same ? null : send(row, person, update);
        if (same) {
            counts.add(Count.UNCHANGED);
        } else {
            state.put(State.PERSON, row.key(), digest);
            state.remove(State.BLOCKED, row.key());
        }
        if (person.picture().length > 0) {
            importPicture(row, row.key(), person::picture, () -> same ? require(keyField, row.key()) : user);
        }
        return user;
    }

    private User send(Row row, Person person, Map<String, String> update) throws Refused {
        Optional<User> found = api.find(keyField, row.key());
        if (found.isEmpty()) {
            planned.add(fold(person.value(options.picturesBy())));
            return change(row, "would be created", Count.CREATED, () -> api.create(person.creation()));
        }
        User user = found.get().requirePresent();
        if (user.isBlocked() && state.has(State.BLOCKED, row.key(), State.BY_IMPORT)) {
            change(row, "would be approved", Count.APPROVED, () -> api.setStatus(user, "a"));
        }
        if (update.isEmpty()) {
            counts.add(Count.UNCHANGED);
            return user;
        }
        return change(row, "would be updated", Count.UPDATED, () -> api.update(user, update));
    }

    private User change(Row row, String plan, Count count, Action<User> request) throws Refused {
        User changed = User.PLANNED;
        if (dryRun) {
            report.write(row, plan, "", Problem.NONE);
        } else {
            changed = request.run();
        }
        counts.add(count);
        return changed;
    }

    private User require(String field, String value) throws Refused {
        Problem unknown = new Problem(field, "not_found", "No user has this value.");
        return api.find(field, value)
                .orElseThrow(() -> new Refused("not found", unknown))
                .requirePresent();
    }

    private void attempt(Row row, Count failed, Action<?> action) {
        try {
            action.run();
        } catch (Refused e) {
            fail(row, failed, e);
        }
    }

    private void fail(Row row, Count count, Refused refused) {
        counts.add(count);
        refused.problems.forEach(problem -> report.write(row, refused.getMessage(), refused.status, problem));
    }

    // ---- People who left

    private void blockAbsent() {
        List<String> absent = state.keys(State.PERSON)
                .filter(key -> !seen.containsKey(key))
                .sorted()
                .toList();
        int limit = options.number("--block-limit", 10, Integer.MAX_VALUE);
        if (complete && absent.size() <= limit) {
            absent.forEach(key -> workers.submit(() -> block(new Row("", key))));
        } else if (!absent.isEmpty()) {
            String reason = "No one was blocked: "
                    + (complete
                            ? absent.size() + " people are absent, and --block-limit is " + limit + "."
                            : "some lines could not be read, so it is unknown who is absent.");
            System.err.println("Import: " + reason);
            Refused refused = new Refused("not blocked", new Problem("status", "block_limit", reason));
            absent.forEach(key -> fail(new Row("", key), Count.NOT_BLOCKED, refused));
        }
    }

    private void block(Row row) {
        attempt(row, Count.NOT_BLOCKED, () -> {
            Optional<User> user = api.find(keyField, row.key()).filter(User::isApproved);
            if (user.isPresent()) {
                change(row, "would be blocked", Count.BLOCKED, () -> api.setStatus(user.get(), "b"));
                state.put(State.BLOCKED, row.key(), State.BY_IMPORT);
            }
            // Whom others blocked is forgotten, so that the import does not approve them if they come back.
            state.remove(State.PERSON, row.key());
            return user;
        });
    }

    // ---- Pictures

    private void importPictures(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .forEach(file -> accept(PictureFile.of(file, options.picturesBy()), options.picturesBy()));
        } catch (IOException e) {
            throw new Stop("The folder of pictures cannot be read: " + e);
        }
    }

    private void accept(PictureFile file, String field) {
        Row row = new Row(file.name(), file.key());
        String key = field + ":" + fold(file.key());
        Optional<Problem> problem = file.problem().or(() -> Problem.ofKey(field, file.key()));
        if (problem.isEmpty() && seenPictures.putIfAbsent(key, file.name()) != null) {
            String first = seenPictures.get(key);
            problem = Optional.of(new Problem(field, "duplicate", "The same value is in " + first + "."));
        }
        if (problem.isPresent()) {
            fail(row, Count.PICTURES_FAILED, new Refused("picture not read", problem.get()));
        } else {
            workers.submit(() -> importPicture(row, key, file::read, () -> owner(field, file.key())));
        }
    }

    // Whom a dry run would create does not exist yet.
    private User owner(String field, String value) throws Refused {
        return dryRun && planned.contains(fold(value)) ? User.PLANNED : require(field, value);
    }

    private void importPicture(Row row, String key, Action<byte[]> content, Action<User> owner) {
        attempt(row, Count.PICTURES_FAILED, () -> {
            byte[] picture = content.run();
            PictureFile.requireSize(picture.length);
            String digest = digest(picture);
            if (state.has(State.PICTURE, key, digest)) {
                counts.add(Count.PICTURES_UNCHANGED);
                return digest;
            }
            User user = owner.run();
            change(row, "would get a picture", Count.PICTURES_SENT, () -> api.setAvatar(user, picture));
            state.put(State.PICTURE, key, digest);
            return digest;
        });
    }

    /** Portrait ignores case in usernames and addresses. */
    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a new file that only its owner can read, where the file system knows owners. */
    private static Writer ownersFile(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?> owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.deleteIfExists(file);
        Set<StandardOpenOption> created = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileAttribute<?>[] rights = posix ? new FileAttribute<?>[] {owner} : new FileAttribute<?>[0];
        return Channels.newWriter(Files.newByteChannel(file, created, rights), UTF_8);
    }

    interface Action<T> {
        T run() throws Refused;
    }

    /** Ends the run, because it concerns more than one person. The message contains no names. */
    static final class Stop extends RuntimeException {
        Stop(String message) {
            super(message);
        }

        // The messages of other exceptions could contain names.
        static Stop of(Throwable e) {
            return e instanceof Stop stop
                    ? stop
                    : new Stop("This is a defect: " + e.getClass() + Arrays.toString(e.getStackTrace()));
        }

        static void unless(boolean condition, String message) {
            if (!condition) {
                throw new Stop(message);
            }
        }
    }

    /** One person or picture was not imported; the others can be. */
    static final class Refused extends Exception {
        final String status; // of the server's answer
        final List<Problem> problems;

        Refused(String what, Problem problem) {
            this(what, "", List.of(problem));
        }

        Refused(String what, String status, List<Problem> problems) {
            super(what);
            this.status = status;
            this.problems = problems;
        }
    }

    record Problem(String field, String code, String message) {

        static final Problem NONE = new Problem("", "", "");

        /** Returns what is wrong with a value by which people are found. By a part of it, the server finds others. */
        static Optional<Problem> ofKey(String field, String key) {
            if (key.isEmpty()) {
                return Optional.of(new Problem(field, "blank", "This value is needed to find the person."));
            }
            boolean valid = key.length() <= 255 && key.chars().noneMatch(Character::isISOControl);
            Problem invalid = new Problem(field, "invalid", "Is too long, or has control characters.");
            return valid ? Optional.empty() : Optional.of(invalid);
        }
    }

    /** Where something comes from, and the value by which its person is found. */
    record Row(String where, String key) {}

    record User(String id, String status) {

        static final User PLANNED = new User("", "a");

        boolean isApproved() {
            return status.equals("a");
        }

        boolean isBlocked() {
            return status.equals("b");
        }

        User requirePresent() throws Refused {
            if (!isApproved() && !isBlocked()) {
                throw new Refused("not changed", new Problem("status", "deleted", "The user was deleted in Portrait."));
            }
            return this;
        }
    }

    /** The fields of people, and how their texts become JSON. */
    enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        TAGS;

        static final Map<String, Kind> FIELDS = new HashMap<>(Map.of("email_isvalid", TRUTH, "tags", TAGS));

        static {
            Stream.of("subject", "username", "real_name", "email").forEach(text -> FIELDS.put(text, TEXT));
            Stream.of("ext_id", "reputation").forEach(number -> FIELDS.put(number, NUMBER));
            Stream.of("followings", "followers", "posts", "discussions", "statuses", "polls")
                    .forEach(counted -> FIELDS.put(counted + "_counter", NUMBER));
        }

        /** Removes the blanks around a text, and the zeros in front of a number. */
        static String normal(String field, String text) {
            String value = text.strip();
            return FIELDS.get(field) == NUMBER && isInteger(value) ? new BigInteger(value).toString() : value;
        }

        private static boolean isInteger(String text) {
            return text.matches("-?[0-9]{1,20}");
        }

        static String object(Map<String, String> values) {
            return values.entrySet().stream()
                    .map(value -> quoted(value.getKey()) + ":" + json(value.getKey(), value.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }

        // A text that has not the form of its field is sent as it is: the server says what is wrong.
        private static String json(String field, String text) {
            Kind kind = FIELDS.getOrDefault(field, TEXT);
            if (text.isEmpty()) {
                return "null";
            }
            if (kind == TAGS) {
                return Arrays.stream(text.split("\\|"))
                        .map(tag -> "{\"name\":" + quoted(tag.strip()) + "}")
                        .collect(Collectors.joining(",", "[", "]"));
            }
            boolean literal = (kind == NUMBER && isInteger(text))
                    || (kind == TRUTH && fold(text).matches("true|false"));
            return literal ? fold(text) : quoted(text);
        }

        private static String quoted(String text) {
            return text.chars()
                    .mapToObj(c -> c < ' ' || c == '"' || c == '\\' ? "\\u%04x".formatted(c) : Character.toString(c))
                    .collect(Collectors.joining("", "\"", "\""));
        }
    }

    /** A person of the source. An empty value is one that the source knows to be empty. */
    record Person(String where, Map<String, String> values, byte[] picture, Optional<Problem> problem) {

        String value(String field) {
            return values.getOrDefault(field, "");
        }

        Map<String, String> creation() {
            return with(Set.copyOf(values.keySet()), Set.of());
        }

        /** Returns what the API can change of a user. It accepts a real_name at creation only. */
        Map<String, String> update(String keyField) {
            return with(Set.of("subject", "username"), Set.of(keyField, "real_name"));
        }

        private Map<String, String> with(Set<String> neverEmpty, Set<String> without) {
            Map<String, String> fields = new LinkedHashMap<>(values);
            fields.keySet().removeAll(without);
            fields.keySet()
                    .removeIf(
                            field -> neverEmpty.contains(field) && value(field).isEmpty());
            return fields;
        }
    }

    /** A source of people. */
    interface People {
        Set<String> fields();

        void read(Consumer<Person> reader);
    }

    /** The options of the command line. */
    static final class Options {

        private static final Set<String> FLAGS = Set.of("--dry-run", "--block-absent", "--insecure");
        private static final Set<String> NAMES = Set.of(("--server --token-file --token-command --csv --key --pictures "
                        + "--pictures-by --ldap --ldap-base --ldap-filter --ldap-login --attribute --state --report "
                        + "--block-limit --threads")
                .split(" "));

        private final Map<String, List<String>> values = new HashMap<>();

        Options(String[] args) {
            for (int i = 0; i < args.length; i++) {
                String name = args[i];
                boolean flag = FLAGS.contains(name);
                Stop.unless(flag || NAMES.contains(name), "There is no option " + name + ". README.md lists them.");
                Stop.unless(flag || i + 1 < args.length, name + " needs a value.");
                List<String> given = values.computeIfAbsent(name, key -> new ArrayList<>());
                given.add(flag ? "" : args[++i]);
                Stop.unless(given.size() == 1 || name.equals("--attribute"), name + " is given twice.");
            }
            Stop.unless(has("--csv") || has("--ldap") || has("--pictures"), "Give --csv, --ldap or --pictures.");
            Stop.unless(!has("--csv") || !has("--ldap"), "Give --csv or --ldap, not both.");
            Stop.unless(has("--token-file") != has("--token-command"), "Give --token-file or --token-command.");
            Stop.unless(
                    !has("--block-absent") || has("--csv") || has("--ldap"), "--block-absent needs --csv or --ldap.");
        }

        boolean has(String name) {
            return values.containsKey(name);
        }

        private Optional<String> text(String name) {
            return Optional.ofNullable(values.get(name)).map(given -> given.get(0));
        }

        private String required(String name) {
            return text(name).orElseThrow(() -> new Stop(name + " is missing."));
        }

        Optional<Path> path(String name) {
            return text(name).map(Path::of);
        }

        int number(String name, int otherwise, int most) {
            String text = text(name).orElse(Integer.toString(otherwise));
            boolean valid = text.matches("[0-9]{1,10}") && Long.parseLong(text) <= most;
            Stop.unless(valid, name + " must be a number up to " + most + ".");
            return Integer.parseInt(text);
        }

        /** Returns the value of an option that must be one of a few names. */
        private String choice(String name, String otherwise, Set<String> choices) {
            String chosen = text(name).orElse(otherwise);
            Stop.unless(choices.contains(chosen), name + " must be one of " + new TreeSet<>(choices) + ".");
            return chosen;
        }

        URI server() {
            return safe(required("--server").replaceFirst("/*$", "/"), "http");
        }

        private URI safe(String text, String scheme) {
            URI address = URI.create(text.matches("[!-~]+") ? text : "");
            String host = String.valueOf(address.getHost());
            boolean loopback = host.matches("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
            boolean open = scheme.equals(address.getScheme());
            boolean known = (open || (scheme + "s").equals(address.getScheme())) && address.getHost() != null;
            Stop.unless(known, text + " is no " + scheme + " address.");
            Stop.unless(!open || loopback || has("--insecure"), text + " is not encrypted. --insecure allows that.");
            return address;
        }

        Token token() {
            return new Token(path("--token-file"), text("--token-command").orElse(""));
        }

        String picturesBy() {
            return choice("--pictures-by", "username", Set.of("username", "ext_id", "email"));
        }

        String keyField(Set<String> fields) {
            String key =
                    choice("--key", fields.contains("subject") ? "subject" : "ext_id", Set.of("subject", "ext_id"));
            Stop.unless(fields.contains(key), "The source has no " + key + ", by which people are found.");
            return key;
        }

        /** Returns the file of an option; by default, its name is that of the source with another ending. */
        Path file(String name, String ending) {
            Path source = has("--ldap")
                    ? Path.of("ldap")
                    : path("--csv").or(() -> path("--pictures")).orElseThrow();
            Path chosen = path(name).orElseGet(() -> source.resolveSibling(source.getFileName() + ending));
            Path file = chosen.toAbsolutePath().normalize();
            Stop.unless(!file.equals(source.toAbsolutePath().normalize()), name + " would replace the source.");
            return file;
        }

        Optional<People> people() {
            return path("--csv").<People>map(CsvFile::new).or(() -> text("--ldap")
                    .map(this::directory));
        }

        private Directory directory(String address) {
            String filter = text("--ldap-filter").orElse("(objectClass=person)");
            Map<String, List<String>> attributes = Directory.attributes(values.getOrDefault("--attribute", List.of()));
            return new Directory(safe(address, "ldap"), required("--ldap-base"), filter, login(), attributes);
        }

        /** Returns a DN and a password, or nothing. Others on the machine can read a command line, but not these. */
        private List<String> login() {
            try {
                List<String> login = has("--ldap-login")
                        ? Files.readAllLines(Path.of(required("--ldap-login")))
                        : Stream.of("LDAP_BIND_DN", "LDAP_PASSWORD")
                                .map(System::getenv)
                                .filter(Objects::nonNull)
                                .toList();
                // With an empty password, a directory shows what anybody may see; all others would seem to have left.
                boolean both = login.size() == 2 && login.stream().noneMatch(String::isBlank);
                boolean none = login.isEmpty() && !has("--ldap-login");
                Stop.unless(both || none, "The LDAP login is a DN and a password.");
                return login;
            } catch (IOException e) {
                throw new Stop("The file of --ldap-login cannot be read: " + e);
            }
        }
    }

    /**
     * A CSV file (RFC 4180) whose first line names the fields. It is read as bytes, so that a cell that is not UTF-8
     * concerns one person only: in UTF-8, no byte of a longer character is a quote, a separator or a line break.
     */
    static final class CsvFile implements People {

        private static final int MAX_BYTES = 1 << 16; // as the server's limit for JSON

        private final InputStream in;
        private final List<String> header;
        private final List<String> cells = new ArrayList<>();
        private final ByteArrayOutputStream cell = new ByteArrayOutputStream();
        private Part part = Part.START;
        private String fault = "";
        private int separator;
        private int line = 1;
        private int length;

        private enum Part {
            START,
            PLAIN,
            QUOTED,
            CLOSED
        }

        CsvFile(Path file) {
            try {
                in = new BufferedInputStream(Files.newInputStream(file), MAX_BYTES);
                in.mark(3);
                if (!Arrays.equals(in.readNBytes(3), "\uFEFF".getBytes(UTF_8))) {
                    in.reset();
                }
                next();
            } catch (IOException e) {
                throw new Stop("The CSV file cannot be read: " + e);
            }
            header = cells.equals(List.of(""))
                    ? List.of()
                    : cells.stream().map(String::strip).toList();
            Set<String> unknown = new TreeSet<>(header);
            unknown.removeAll(Kind.FIELDS.keySet());
            Stop.unless(fault.isEmpty(), "The first line of the CSV file " + fault + ".");
            Stop.unless(unknown.isEmpty(), "The CSV file has unknown columns: " + unknown + ".");
            Stop.unless(fields().size() == header.size(), "The CSV file has two columns of the same name.");
        }

        @Override
        public Set<String> fields() {
            return Set.copyOf(header);
        }

        @Override
        public void read(Consumer<Person> reader) {
            try (in) {
                for (int first = line; next(); first = line) {
                    if (!fault.isEmpty() || !cells.equals(List.of(""))) {
                        reader.accept(person("line " + first));
                    }
                }
            } catch (IOException e) {
                throw new Stop("The CSV file cannot be read: " + e);
            }
        }

        private Person person(String where) {
            Map<String, String> values = new LinkedHashMap<>();
            if (fault.isEmpty() && cells.size() != header.size()) {
                fault = "has " + cells.size() + " cells, and the first line has " + header.size();
            }
            for (int i = 0; i < header.size() && fault.isEmpty(); i++) {
                values.put(header.get(i), Kind.normal(header.get(i), cells.get(i)));
            }
            Problem problem = new Problem("", "malformed", "The line " + fault + ".");
            return new Person(where, values, new byte[0], fault.isEmpty() ? Optional.empty() : Optional.of(problem));
        }

        /** Reads the next record; a line break inside quotes does not end it. Returns false at the end of the file. */
        private boolean next() throws IOException {
            cells.clear();
            length = 0;
            fault = "";
            int next = in.read();
            boolean more = next >= 0;
            for (; next >= 0 && (next != '\n' || part == Part.QUOTED); next = in.read()) {
                line += next == '\n' ? 1 : 0;
                add(next);
            }
            line++;
            fault = part == Part.QUOTED ? "has a quote that is not closed" : fault;
            endCell();
            return more;
        }

        private void add(int next) {
            if (++length > MAX_BYTES) {
                fault = "is longer than " + MAX_BYTES + " bytes; perhaps a quote is missing";
            }
            boolean quoted = part == Part.QUOTED;
            if (separator == 0 && !quoted && (next == ',' || next == ';')) {
                separator = next;
            }
            if (next == '"') {
                quote();
            } else if (next == separator && !quoted) {
                endCell();
            } else if (part != Part.CLOSED) {
                write(next);
                part = quoted ? Part.QUOTED : Part.PLAIN;
            } else if (next != '\r') {
                fault = "has text after a closing quote";
            }
        }

        private void quote() {
            if (part == Part.PLAIN) {
                fault = "has a quote in a cell that does not begin with one";
                return;
            }
            if (part == Part.CLOSED) {
                write('"'); // it was doubled
            }
            part = part == Part.QUOTED ? Part.CLOSED : Part.QUOTED;
        }

        private void write(int next) {
            if (length <= MAX_BYTES) {
                cell.write(next);
            }
        }

        private void endCell() {
            try {
                if (length <= MAX_BYTES) {
                    cells.add(UTF_8.newDecoder()
                            .decode(ByteBuffer.wrap(cell.toByteArray()))
                            .toString());
                }
            } catch (IOException e) {
                fault = "is not UTF-8";
            }
            cell.reset();
            part = Part.START;
        }
    }

    /** An LDAP directory, read in pages. Referrals are not followed: another server would get the password. */
    record Directory(URI address, String base, String filter, List<String> login, Map<String, List<String>> attributes)
            implements People {

        private static final int PAGE = 200;
        private static final String PICTURE = "picture";

        /** Returns the attributes of each field; the first that has a value counts. */
        static Map<String, List<String>> attributes(List<String> options) {
            Map<String, String> names = new TreeMap<>(
                    Map.of("username", "uid", "real_name", "cn", "email", "mail", PICTURE, "jpegPhoto,thumbnailPhoto"));
            for (String option : options) {
                String[] parts = option.split("=", 2);
                boolean known = Kind.FIELDS.containsKey(parts[0]) || parts[0].equals(PICTURE);
                Stop.unless(
                        known && parts.length == 2, "--attribute needs FIELD=ATTRIBUTE. README.md lists the fields.");
                names.put(parts[0], parts[1]);
            }
            names.values().removeIf(String::isBlank);
            Map<String, List<String>> attributes = new LinkedHashMap<>();
            names.forEach((field, list) -> attributes.put(field, List.of(list.split(","))));
            return attributes;
        }

        @Override
        public Set<String> fields() {
            return attributes.keySet();
        }

        @Override
        public void read(Consumer<Person> reader) {
            try {
                InitialLdapContext context = new InitialLdapContext(environment(), null);
                byte[] cookie = null;
                do {
                    context.setRequestControls(new Control[] {new PagedResultsControl(PAGE, cookie, Control.CRITICAL)});
                    readPage(context.search(new LdapName(base), filter, controls()), reader);
                    cookie = cookie(context.getResponseControls());
                } while (cookie != null && cookie.length > 0);
                context.close();
            } catch (NamingException | IOException e) {
                throw new Stop("The directory cannot be read: " + e);
            }
        }

        private Properties environment() {
            Properties environment = new Properties();
            environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
            environment.put(Context.PROVIDER_URL, address.toString());
            environment.put(Context.REFERRAL, "ignore");
            environment.put("com.sun.jndi.ldap.connect.timeout", "10000");
            environment.put("com.sun.jndi.ldap.read.timeout", "60000");
            String pictures = String.join(" ", attributes.getOrDefault(PICTURE, List.of()));
            environment.put("java.naming.ldap.attributes.binary", "objectGUID " + pictures);
            if (!login.isEmpty()) {
                environment.put(Context.SECURITY_AUTHENTICATION, "simple");
                environment.put(Context.SECURITY_PRINCIPAL, login.get(0));
                environment.put(Context.SECURITY_CREDENTIALS, login.get(1));
            }
            return environment;
        }

        private SearchControls controls() {
            SearchControls controls = new SearchControls();
            controls.setSearchScope(SearchControls.SUBTREE_SCOPE);
            controls.setReturningAttributes(
                    attributes.values().stream().flatMap(List::stream).toArray(String[]::new));
            return controls;
        }

        private void readPage(NamingEnumeration<SearchResult> page, Consumer<Person> reader) throws NamingException {
            try {
                while (page.hasMore()) {
                    SearchResult entry = page.next();
                    reader.accept(person(entry.getNameInNamespace(), entry.getAttributes()));
                }
            } catch (PartialResultException referral) {
                // Active Directory ends a search in the root of a domain like this.
            }
        }

        private Person person(String name, Attributes entry) throws NamingException {
            Map<String, String> values = new LinkedHashMap<>();
            byte[] picture = new byte[0];
            for (String field : attributes.keySet()) {
                Object value = value(entry, attributes.get(field));
                if (!field.equals(PICTURE)) {
                    values.put(field, Kind.normal(field, value instanceof byte[] guid ? uuid(guid) : (String) value));
                } else if (value instanceof byte[] bytes) {
                    picture = bytes;
                }
            }
            return new Person(name, values, picture, Optional.empty());
        }

        private static Object value(Attributes entry, List<String> names) throws NamingException {
            for (String name : names) {
                Attribute attribute = entry.get(name);
                if (attribute != null && attribute.size() > 0 && attribute.get() != null) {
                    return attribute.get();
                }
            }
            return "";
        }

        /** Returns the text of an objectGUID. Active Directory stores its first three groups in little-endian order. */
        private static String uuid(byte[] guid) {
            if (guid.length != 16) {
                return "";
            }
            long high = ByteBuffer.wrap(guid).getLong();
            long first = Integer.reverseBytes((int) (high >> 32)) & 0xffffffffL;
            long second = Short.reverseBytes((short) (high >> 16)) & 0xffffL;
            long third = Short.reverseBytes((short) high) & 0xffffL;
            return new UUID(
                            first << 32 | second << 16 | third,
                            ByteBuffer.wrap(guid).getLong(8))
                    .toString();
        }

        private static byte[] cookie(Control[] controls) {
            return Arrays.stream(controls == null ? new Control[0] : controls)
                    .filter(PagedResultsResponseControl.class::isInstance)
                    .map(control -> ((PagedResultsResponseControl) control).getCookie())
                    .filter(Objects::nonNull) // the last page has none
                    .findFirst()
                    .orElse(null);
        }
    }

    /** A file of the folder of pictures. Its name without the ending is the value by which its person is found. */
    record PictureFile(Path file, String name, String key, Optional<Problem> problem) {

        private static final int MAX_BYTES = 10 << 20; // the server's default
        private static final Pattern NAME = Pattern.compile("(?is)(.+)\\.(jpe?g|png|gif|webp)");

        static PictureFile of(Path file, String field) {
            String name = file.getFileName().toString();
            Matcher parts = NAME.matcher(name);
            Problem problem = new Problem("avatar", "name", "Must end in .jpg, .jpeg, .png, .gif or .webp.");
            return parts.matches()
                    ? new PictureFile(file, name, Kind.normal(field, parts.group(1)), Optional.empty())
                    : new PictureFile(file, name, "", Optional.of(problem));
        }

        byte[] read() throws Refused {
            // A link could lead out of the folder.
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw refused("link", "Is not a file.");
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                requireSize(Files.size(file));
                return in.readNBytes(MAX_BYTES + 1);
            } catch (IOException e) {
                throw refused("unreadable", "Cannot be read.");
            }
        }

        /** An empty picture would remove the present one. */
        static void requireSize(long size) throws Refused {
            if (size == 0 || size > MAX_BYTES) {
                throw refused("max_size", "Must have at least one byte and at most 10 MiB.");
            }
        }

        private static Refused refused(String code, String message) {
            return new Refused("picture not read", new Problem("avatar", code, message));
        }
    }

    /** The administrator's token, from a file or a command, which is asked again when it expires or is refused. */
    static final class Token {

        private static final Duration MARGIN = Duration.ofSeconds(30);
        private static final Pattern EXPIRY = Pattern.compile("\"exp\"\\s*:\\s*(\\d{1,12})");

        private final Optional<Path> file;
        private final String command;
        private String current = "";
        private Instant renewal = Instant.MIN;

        Token(Optional<Path> file, String command) {
            this.file = file;
            this.command = command;
        }

        /** @param refused a token that the server refused, or nothing */
        synchronized String otherThan(String refused) {
            if (current.equals(refused) || Instant.now().isAfter(renewal)) {
                try {
                    current = (file.isPresent() ? Files.readString(file.get()) : output()).strip();
                } catch (IOException | InterruptedException e) {
                    throw new Stop("There is no token: " + e);
                }
                Stop.unless(current.matches("[!-~]+"), "The token is empty, or has characters that no token has.");
                renewal = renewal();
            }
            return current;
        }

        private String output() throws IOException, InterruptedException {
            boolean windows = System.getProperty("os.name").startsWith("Windows");
            Process process = new ProcessBuilder(windows ? "cmd.exe" : "sh", windows ? "/c" : "-c", command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readNBytes(1 << 16), UTF_8);
            Stop.unless(process.waitFor() == 0, "The command of --token-command failed.");
            return output;
        }

        /** Returns a time shortly before the expiry, or half the way there. */
        private Instant renewal() {
            Instant now = Instant.now();
            try {
                String claims = new String(Base64.getUrlDecoder().decode(current.split("\\.")[1]), UTF_8);
                Matcher expiry = EXPIRY.matcher(claims);
                long seconds = expiry.find() ? Long.parseLong(expiry.group(1)) : 0;
                Duration left = Duration.between(now, Instant.ofEpochSecond(seconds));
                Duration half = left.dividedBy(2);
                return now.plus(half.compareTo(MARGIN) > 0 ? left.minus(MARGIN) : half);
            } catch (IllegalArgumentException | IndexOutOfBoundsException notReadable) {
                return now.plus(Duration.ofDays(1)); // the server says when the token has expired
            }
        }
    }

    /** Portrait's API for administrators. The patterns read its JSON, whose form is fixed (contract §1, §3, §4). */
    static final class Api {

        private static final Duration PATIENCE = Duration.ofMinutes(2);
        private static final String JSON = "application/json";
        private static final Pattern COUNT = Pattern.compile("\\{\"count\":(\\d+),.*", Pattern.DOTALL);
        private static final Pattern USER = Pattern.compile("\\{\"id\":(\\d+),.*?\"status\":\"(.)\"", Pattern.DOTALL);
        private static final Pattern PROBLEM = Pattern.compile(
                "\"field\":\"([^\"]*)\"|\"code\":\"([^\"]*)\",\"message\":\"((?:[^\"\\\\]++|\\\\.)*+)\"");

        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final URI users;
        private final Token token;
        private final Counts counts;
        private volatile boolean reached;

        Api(URI server, Token token, Counts counts) {
            this.users = server.resolve("api/v2/user/");
            this.token = token;
            this.counts = counts;
        }

        Optional<User> find(String field, String value) throws Refused {
            String query =
                    "?limit=2&" + field + "=" + URLEncoder.encode(value, UTF_8).replace("+", "%20");
            String page = send("not found", "GET", query, JSON, BodyPublishers.noBody());
            Matcher count = COUNT.matcher(page);
            Stop.unless(count.matches(), "The server's answer is none of Portrait.");
            if (!count.group(1).matches("[01]")) {
                throw new Refused("not found", new Problem(field, "ambiguous", "Several users have this value."));
            }
            return count.group(1).equals("0") ? Optional.empty() : Optional.of(user(page));
        }

        User create(Map<String, String> fields) throws Refused {
            return user(send("not created", "POST", "", JSON, BodyPublishers.ofString(Kind.object(fields))));
        }

        User update(User user, Map<String, String> fields) throws Refused {
            return patch("not updated", user.id() + "/managed/", Kind.object(fields));
        }

        User setStatus(User user, String status) throws Refused {
            String step = status.equals("a") ? "not approved" : "not blocked";
            return patch(step, user.id() + "/status/", Kind.object(Map.of("status", status)));
        }

        private User patch(String step, String path, String json) throws Refused {
            return user(send(step, "PATCH", path, JSON, BodyPublishers.ofString(json)));
        }

        User setAvatar(User user, byte[] picture) throws Refused {
            String boundary = UUID.randomUUID().toString();
            BodyPublisher body = BodyPublishers.concat(
                    BodyPublishers.ofString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"avatar\"; "
                            + "filename=\"picture\"\r\nContent-Type: application/octet-stream\r\n\r\n"),
                    BodyPublishers.ofByteArray(picture),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
            String type = "multipart/form-data; boundary=" + boundary;
            return user(send("picture not set", "PATCH", user.id() + "/managed/", type, body));
        }

        private static User user(String json) {
            Matcher user = USER.matcher(json);
            Stop.unless(user.find(), "The server's answer is none of Portrait.");
            return new User(user.group(1), user.group(2));
        }

        private String send(String step, String method, String path, String type, BodyPublisher body) throws Refused {
            HttpRequest.Builder request = HttpRequest.newBuilder(users.resolve(path))
                    .timeout(Duration.ofMinutes(1))
                    .header("Content-Type", type)
                    .header("Accept", JSON)
                    .method(method, body);
            String known = token.otherThan("");
            HttpResponse<String> answer = sendPatiently(step, request, known);
            if (answer.statusCode() == 401) {
                answer = sendPatiently(step, request, token.otherThan(known));
            }
            int status = answer.statusCode();
            if (status < 300) {
                return answer.body();
            }
            List<Problem> problems = problems(answer.body());
            boolean forAll =
                    status < 400 || Set.of(401, 403).contains(status) || (method.equals("GET") && status != 400);
            Stop.unless(
                    !forAll,
                    "The server answers " + status + ". " + problems.get(0).message());
            throw new Refused(step, Integer.toString(status), problems);
        }

        /** Sends again while the server is busy or does not answer, up to a limit. */
        private HttpResponse<String> sendPatiently(String step, HttpRequest.Builder request, String token)
                throws Refused {
            HttpRequest signed =
                    request.setHeader("Authorization", "Bearer " + token).build();
            boolean creates = signed.method().equals("POST");
            Set<Integer> busy = creates ? Set.of(409, 503) : Set.of(409, 502, 503, 504);
            Instant end = Instant.now().plus(PATIENCE);
            String fault;
            do {
                try {
                    HttpResponse<String> answer = sendOnce(signed);
                    if (!busy.contains(answer.statusCode())) {
                        return answer;
                    }
                    fault = "answers " + answer.statusCode();
                    pause(answer.headers()
                            .firstValue("Retry-After")
                            .filter(wait -> wait.matches("\\d\\d?"))
                            .orElse("1"));
                } catch (IOException e) {
                    if (creates && !(e instanceof ConnectException)) {
                        throw new Refused(
                                step, new Problem("", "no_answer", "The connection broke. Run the import again."));
                    }
                    fault = "does not answer: " + e;
                    pause("1");
                }
            } while (reached && Instant.now().isBefore(end));
            throw new Stop("The server " + fault + ".");
        }

        private HttpResponse<String> sendOnce(HttpRequest request) throws IOException {
            try {
                counts.add(Count.REQUESTS);
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                reached = true;
                return answer;
            } catch (InterruptedException e) {
                throw new Stop("Interrupted.");
            }
        }

        private static void pause(String seconds) {
            try {
                TimeUnit.SECONDS.sleep(Long.parseLong(seconds));
            } catch (InterruptedException e) {
                throw new Stop("Interrupted.");
            }
        }

        private static List<Problem> problems(String json) {
            List<Problem> problems = new ArrayList<>();
            Matcher part = PROBLEM.matcher(json);
            for (String field = ""; part.find(); ) {
                if (part.group(1) != null) {
                    field = part.group(1);
                } else {
                    problems.add(new Problem(field, part.group(2), part.group(3).replaceAll("\\\\(.)", "$1")));
                }
            }
            return problems.isEmpty() ? List.of(Problem.NONE) : problems;
        }
    }

    /** Digests of what was sent to whom, so that the next run sends changes only. */
    static final class State {

        static final String PERSON = "person";
        static final String PICTURE = "picture";
        static final String BLOCKED = "blocked";
        static final String BY_IMPORT = "by-import";

        private final Path file;
        private final String header;
        private final boolean saved;
        private final Map<String, String> sent = new ConcurrentHashMap<>();

        /** @param owner the server and the key: with another one, all people would seem new or absent */
        State(Path file, String owner, boolean saved) {
            this.file = file;
            this.header = "Portrait import 1 " + owner;
            this.saved = saved;
            try (Stream<String> lines = Files.exists(file) ? Files.lines(file) : Stream.of(header)) {
                lines.forEach(this::load);
            } catch (IOException | UncheckedIOException e) {
                throw new Stop("The state file cannot be read: " + e);
            }
        }

        private void load(String line) {
            String[] parts = line.split("\t");
            if (parts.length == 3) {
                sent.put(parts[0] + "\t" + parts[1], parts[2]);
            } else {
                Stop.unless(line.equals(header), "The state file is not of this server and key: " + line);
            }
        }

        private static String name(String kind, String key) {
            return kind + "\t" + URLEncoder.encode(key, UTF_8);
        }

        boolean has(String kind, String key, String digest) {
            return digest.equals(sent.get(name(kind, key)));
        }

        void put(String kind, String key, String digest) {
            sent.put(name(kind, key), digest);
        }

        void remove(String kind, String key) {
            sent.remove(name(kind, key));
        }

        Stream<String> keys(String kind) {
            return sent.keySet().stream()
                    .filter(name -> name.startsWith(kind + "\t"))
                    .map(name -> URLDecoder.decode(name.substring(kind.length() + 1), UTF_8));
        }

        /** Replaces the file at once, so that a broken run leaves a whole one. */
        synchronized void save() {
            Path next = file.resolveSibling(file.getFileName() + ".new");
            try {
                if (saved) {
                    try (Writer out = new BufferedWriter(ownersFile(next))) {
                        out.write(header);
                        for (Map.Entry<String, String> one : sent.entrySet()) {
                            out.write("\n" + one.getKey() + "\t" + one.getValue());
                        }
                    }
                    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                System.err.println("Import: the state file cannot be written: " + e);
            }
        }
    }

    /** The one place with names: a CSV file of what failed, and of what a dry run would change. */
    static final class Report {

        private final Writer out;

        Report(Path file) {
            try {
                out = ownersFile(file);
            } catch (IOException e) {
                throw new Stop("The report cannot be written: " + e);
            }
            write("where", "person", "what", "status", "field", "code", "message");
        }

        void write(Row row, String what, String status, Problem problem) {
            write(row.where(), row.key(), what, status, problem.field(), problem.code(), problem.message());
        }

        private synchronized void write(String... cells) {
            try {
                out.write(Arrays.stream(cells).map(Report::quoted).collect(Collectors.joining(",")) + "\r\n");
                out.flush();
            } catch (IOException e) {
                throw new Stop("The report cannot be written: " + e);
            }
        }

        private static String quoted(String cell) {
            return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
        }
    }

    enum Count {
        CREATED,
        UPDATED,
        UNCHANGED,
        APPROVED,
        BLOCKED,
        FAILED,
        NOT_BLOCKED,
        PICTURES_SENT,
        PICTURES_UNCHANGED,
        PICTURES_FAILED,
        REQUESTS
    }

    static final class Counts {

        private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);
        private final Instant begin = Instant.now();

        void add(Count count) {
            counts.incrementAndGet(count.ordinal());
        }

        private long of(Count... summands) {
            return Arrays.stream(summands)
                    .mapToLong(count -> counts.get(count.ordinal()))
                    .sum();
        }

        boolean failed() {
            return of(Count.FAILED, Count.NOT_BLOCKED, Count.PICTURES_FAILED) > 0;
        }

        @Override
        public String toString() {
            double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
            String rate = String.format(Locale.ROOT, "%.1f s, %.0f per second", seconds, of(Count.REQUESTS) / seconds);
            return Arrays.stream(Count.values())
                    .map(count -> of(count) + " " + fold(count.name()).replace('_', ' ') + ", ")
                    .collect(Collectors.joining("", "", rate));
        }
    }

    /** Runs tasks in threads. The caller waits while all are busy, so that few tasks are in memory. */
    static final class Workers {

        private final int size;
        private final ExecutorService threads;
        private final Semaphore free;
        private volatile Stop stop;

        Workers(int size) {
            this.size = Math.max(1, size);
            threads = Executors.newFixedThreadPool(this.size);
            free = new Semaphore(this.size);
        }

        void submit(Runnable task) {
            free.acquireUninterruptibly();
            threads.execute(() -> run(task));
            throwIfStopped();
        }

        private void run(Runnable task) {
            try {
                if (stop == null) {
                    task.run();
                }
            } catch (RuntimeException | Error e) {
                stop = Stop.of(e);
            } finally {
                free.release();
            }
        }

        /** Waits until all tasks have ended, and ends the run if one of them says so. */
        void await() {
            drain();
            throwIfStopped();
        }

        void drain() {
            free.acquireUninterruptibly(size);
            free.release(size);
        }

        private void throwIfStopped() {
            if (stop != null) {
                throw stop;
            }
        }
    }
}
