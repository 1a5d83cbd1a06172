package dev.portrait.form;

import dev.portrait.language.Messages;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Renders the page that a form without JavaScript gets instead of JSON, in one language. The page loads no other files, and its form has
 * no address of its own: it may be shown at the address of a proxy, which then gets the form again.
 */
public final class FormPage {

    private final Messages messages;
    private final Optional<String> back;

    /** @param back the address of the page with the form, if the page may link to it */
    public FormPage(Messages messages, Optional<String> back) {
        this.messages = messages;
        this.back = back;
    }

    /** The page after a change. */
    String saved() {
        HtmlWriter html = begin("form.saved");
        html.element("p", messages.say("form.saved.explanation"));
        return end(html);
    }

    /** The page with the messages of an error of contract §4. */
    public String refused(JsonObject body) {
        return refused(body, new TypedForm());
    }

    /** The page with the messages of an error of contract §4, and with the form that was refused, so that nothing has to be typed again. */
    String refused(JsonObject body, TypedForm typed) {
        RefusedFields refused = new RefusedFields(body, messages);
        RepeatedForm form = new RepeatedForm(typed, refused, messages);
        HtmlWriter html = begin("form.refused");
        List<String> sentences = typed.isEmpty() ? refused.sentences(field -> true) : form.sentences();
        sentences.forEach(sentence -> html.element("p", sentence));
        if (!typed.isEmpty()) {
            form.write(html, back);
        }
        return end(html);
    }

    private HtmlWriter begin(String title) {
        HtmlWriter html = new HtmlWriter().open("html", "lang", messages.language());
        html.open("head");
        html.empty("meta", "charset", "UTF-8");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.element("title", messages.say(title)).close();
        return html.open("body").open("main").element("h1", messages.say(title));
    }

    private String end(HtmlWriter html) {
        html.open("p");
        back.ifPresentOrElse(
                address -> html.element("a", messages.say("form.back"), "href", address),
                () -> html.text(messages.say("form.back.browser")));
        return html.end();
    }
}
