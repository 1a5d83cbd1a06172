package dev.portrait.form;

import dev.portrait.contract.BodyField;
import dev.portrait.contract.FieldKind;
import dev.portrait.contract.ProfileField;
import dev.portrait.language.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Writes a form again as it was typed, with the errors at its fields. Files are not repeated: the person chooses them again. A hidden
 * field returns what the portal needs.
 */
final class RepeatedForm {

    private static final List<String> GENDERS = List.of("Male", "Female", "Unspecified");
    private static final Set<String> WRITABLE =
            ProfileField.writable().stream().map(ProfileField::key).collect(Collectors.toUnmodifiableSet());

    private final SortedMap<String, String> texts;
    private final Set<String> pictures;
    private final RefusedFields refused;
    private final Messages messages;

    RepeatedForm(TypedForm typed, RefusedFields refused, Messages messages) {
        this.texts = typed.texts();
        this.pictures = ProfileField.writable().stream()
                .filter(field -> field.kind() == FieldKind.PICTURE)
                .map(ProfileField::key)
                .filter(typed::hasFile)
                .collect(Collectors.toUnmodifiableSet());
        this.refused = refused;
        this.messages = messages;
    }

    /** Returns what to say before the form: the messages that belong to none of its fields, and what to do. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>(refused.sentences(field -> !isShown(field)));
        sentences.add(messages.say("form.refused.explanation"));
        if (!pictures.isEmpty()) {
            sentences.add(messages.say("form.refused.picture"));
        }
        return sentences;
    }

    private boolean isShown(String field) {
        return pictures.contains(field) || (WRITABLE.contains(field) && texts.containsKey(field));
    }

    // Without an action, a browser sends the form to the address of the page: that of the first form.
    void write(HtmlWriter html, Optional<String> back) {
        html.open("form", "method", "post", "enctype", "multipart/form-data", "accept-charset", "UTF-8");
        ProfileField.writable().stream()
                .filter(field -> isShown(field.key()))
                .forEach(field -> write(html, field, visible(texts.getOrDefault(field.key(), ""))));
        hidden(html, BodyField.METHOD, texts.getOrDefault(BodyField.METHOD, "PUT"));
        back.ifPresent(address -> hidden(html, BodyField.BACK, address));
        Optional.ofNullable(texts.get(BodyField.STATE)).ifPresent(state -> hidden(html, BodyField.STATE, state));
        html.open("p").element("button", messages.say("form.save")).close();
        html.close();
    }

    private static void hidden(HtmlWriter html, String name, String text) {
        html.empty("input", "type", "hidden", "name", name, "value", visible(text));
    }

    private void write(HtmlWriter html, ProfileField field, String text) {
        if (field.kind() == FieldKind.PICTURE) {
            picture(html, field.key(), text);
            return;
        }
        begin(html, field.key());
        if (field.kind() == FieldKind.GENDER) {
            select(html, field.key(), text);
        } else if (field.kind() == FieldKind.LINES || text.contains("\n")) {
            // A parser drops a line break at the beginning.
            html.open("textarea", attributes(field.key(), "rows", "8", "cols", "30", "dir", "auto"))
                    .text("\n" + text)
                    .close();
        } else {
            html.empty("input", attributes(field.key(), "value", text, "size", "30", "dir", "auto"));
        }
        end(html, field.key());
    }

    // A text removes the picture, or is the address of the current one, which changes nothing.
    private void picture(HtmlWriter html, String name, String text) {
        if (pictures.contains(name)) {
            begin(html, name);
            html.empty("input", attributes(name, "type", "file", "accept", "image/*"));
            end(html, name);
        } else if (text.isBlank()) {
            html.open("p").open("label");
            html.empty("input", "type", "checkbox", "name", name, "value", "", "checked", "checked");
            html.text(" " + messages.say("form.remove." + name)).close().close();
        } else {
            begin(html, name);
            html.empty("input", attributes(name, "value", text, "size", "30"));
            end(html, name);
        }
    }

    // A text that is no choice comes first, so that the browser does not choose in its place.
    private void select(HtmlWriter html, String name, String text) {
        html.open("select", attributes(name));
        if (!GENDERS.contains(text)) {
            html.element("option", text, "value", text);
        }
        for (String gender : GENDERS) {
            String label = messages.say("choice." + gender);
            if (gender.equals(text)) {
                html.element("option", label, "value", gender, "selected", "selected");
            } else {
                html.element("option", label, "value", gender);
            }
        }
        html.close();
    }

    private void begin(HtmlWriter html, String name) {
        html.open("p")
                .element("label", messages.say("label." + name), "for", name)
                .empty("br");
    }

    private void end(HtmlWriter html, String name) {
        List<String> errors = refused.of(name).toList();
        if (!errors.isEmpty()) {
            html.empty("br").element("strong", String.join(" ", errors), "id", errorId(name));
        }
        html.close();
    }

    private String[] attributes(String name, String... others) {
        List<String> attributes = new ArrayList<>(List.of("id", name, "name", name));
        attributes.addAll(List.of(others));
        if (refused.of(name).findAny().isPresent()) {
            attributes.addAll(List.of("aria-invalid", "true", "aria-describedby", errorId(name)));
        }
        return attributes.toArray(String[]::new);
    }

    private static String errorId(String name) {
        return name + "-error";
    }

    // HTML has no place for control characters and halves of characters. They are refused in every field, so leaving
    // them out helps.
    private static String visible(String text) {
        return text.replace("\r\n", "\n")
                .codePoints()
                .filter(character -> character == '\n' || character == '\t' || !Character.isISOControl(character))
                .filter(character -> Character.getType(character) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
