package dev.portrait.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who can sign in at the provider of the demo. */
enum DemoAccount {
    ANN("Ann Bridge", "edits her own profile", false),
    BOB("Bob Okafor", "edits his own profile", false),
    OLGA("Olga Marini", "is the administrator", true);

    private final String displayName;
    private final String part;
    private final boolean administrator;

    DemoAccount(String displayName, String part, boolean administrator) {
        this.displayName = displayName;
        this.part = part;
        this.administrator = administrator;
    }

    static Optional<DemoAccount> named(String username) {
        return Arrays.stream(values())
                .filter(account -> account.username().equals(username))
                .findFirst();
    }

    String username() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The subject in tokens; the same at each start of the demo. */
    String subject() {
        return "demo-" + username();
    }

    String displayName() {
        return displayName;
    }

    /** What the person does in the demo, after the name. */
    String part() {
        return part;
    }

    List<String> roles() {
        return administrator ? List.of("user", "admin") : List.of("user");
    }
}
