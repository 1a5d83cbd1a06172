package dev.portrait.it.neighbour;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity to store. */
@Entity
public class Note {

    @Id
    private long id;

    private String text = "";

    protected Note() {}

    Note(long id, String text) {
        this.id = id;
        this.text = text;
    }

    String text() {
        return text;
    }
}
