package dev.portrait.form;

import jakarta.enterprise.context.RequestScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was typed into the form of the current request, for a page that shows it again. */
@RequestScoped
public class TypedForm {

    // The longest text of a profile has a tenth of that. The page that repeats a form is a few times larger than its
    // texts.
    private static final int MAX_CHARACTERS = 100_000;

    private Map<String, String> texts = Map.of();
    private Set<String> files = Set.of();

    /**
     * Keeps a form, unless its texts are too long to be repeated.
     *
     * @param texts the texts by the names of their fields
     * @param files the names of the fields with a file, whose content is not kept
     */
    public void keep(Map<String, String> texts, Set<String> files) {
        if (length(texts.keySet()) + length(texts.values()) <= MAX_CHARACTERS) {
            this.texts = texts;
            this.files = files;
        }
    }

    private static long length(Collection<String> texts) {
        return texts.stream().mapToLong(String::length).sum();
    }

    /** Returns whether there is anything to repeat. */
    boolean isEmpty() {
        return texts.isEmpty();
    }

    SortedMap<String, String> texts() {
        return new TreeMap<>(texts);
    }

    boolean hasFile(String field) {
        return files.contains(field);
    }
}
