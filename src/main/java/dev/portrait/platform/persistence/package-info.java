/** Connects Hibernate to the database and to the server's transactions, and migrates the schema. */
@NullMarked
package dev.portrait.platform.persistence;

import org.jspecify.annotations.NullMarked;
